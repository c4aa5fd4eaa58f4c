"""What the spec has to keep beyond being OpenAPI, so that everything can be derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.rules.editions import effective, known_numbers, plain_requests
from generator.rules.examples import valid_examples
from generator.rules.extensions import known_extensions
from generator.rules.keywords import known_parts
from generator.rules.names import free_names, names_in_python
from generator.rules.openapi import openapi_problems, problems_of_parts
from generator.rules.operations import complete_operations, grounded_metadata, known_outcomes, vendor_names
from generator.rules.schemas import (
    complete_schemas,
    named_things,
    one_sided_objects,
    portable_patterns,
    quotable_texts,
    used_components,
)
from generator.rules.shapes import known_shapes
from generator.spec import editions
from generator.spec.document import Problem, Spec

RULES: tuple[Callable[[Spec], Iterator[Problem]], ...] = (
    complete_operations,
    names_in_python,
    vendor_names,
    used_components,
    named_things,
    quotable_texts,
    known_outcomes,
    complete_schemas,
    one_sided_objects,
    portable_patterns,
    plain_requests,
)
"""What holds for the spec as it is written."""

RULES_OF_EDITION: tuple[Callable[[Spec], Iterator[Problem]], ...] = (
    valid_examples,
    free_names,
    grounded_metadata,
)
"""What holds for the document of each edition."""


def problems(spec: Spec) -> list[Problem]:
    """Everything that is wrong with the spec; the later rules are only asked where the earlier ones are content."""
    if found := openapi_problems(spec) or list(known_extensions(spec)) or list(known_numbers(spec)):
        return found
    if found := [*known_parts(spec), *known_shapes(spec)] or [*editions.clashes(spec), *effective(spec)]:
        return found
    together = editions.combined(spec)
    if found := [Problem(together.origin(one.steps), one.message) for one in known_shapes(together)]:
        return found
    found = [problem for rule in RULES for problem in rule(spec)]
    numbers = editions.numbers(spec)
    for problem, number in editions.with_edition({number: _problems_in_edition(spec, number) for number in numbers}):
        words = f"{problem.message} (edition {number})" if number else problem.message
        found.append(Problem(problem.steps, words))
    return list(dict.fromkeys(found))


def problems_of_form(spec: Spec) -> list[Problem]:
    """What keeps the spec from being read edition by edition, whatever else the project asks of it."""
    return openapi_problems(spec) or list(known_numbers(spec))


def _problems_in_edition(spec: Spec, number: str) -> list[Problem]:
    """What is wrong with the document of one edition, said of the places that it comes from."""
    document = editions.plain(spec, number)
    found = problems_of_parts(document) or [problem for rule in RULES_OF_EDITION for problem in rule(document)]
    return [Problem(document.origin(problem.steps), problem.message) for problem in found]
