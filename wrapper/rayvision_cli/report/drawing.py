"""Drawing: inline SVG that fills the width it is given.

Marks lie in a box that is stretched to that width; texts keep their size and stand at shares of it. Colours come from
the page's style sheet, by class. svg.py writes texts as they are, so every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

import svg
from attrs import frozen
from markupsafe import Markup

WIDTH = 1000
"""The width of the box of marks, in its own units."""
_FOOT = 8
_LINE = 14
_GUTTER = 52
# Half of a letter, and a narrow chart: texts that would stick out of it if they were centred are not.
_HALF_LETTER, _NARROW = 3.2, 260

Number = float | int
Anchor = Literal["start", "middle", "end"]


@frozen
class Label:
    """Lines of text at an axis, at a share of its length."""

    at: float
    lines: tuple[str, ...]


@frozen
class Axes:
    """What stands around the marks of a chart.

    Attributes:
        title: What the chart shows, for those who cannot see it.
        height: Height of the box of marks, in pixels.
        across: Labels of the axis that runs to the right.
        up: Labels of the axis at the left, counted from the bottom.
        values: Texts at marks: each with its share of the width, and its distance from the top.
        lines: Whether the labels at the left have lines across the chart.
    """

    title: str
    height: float
    across: Sequence[Label] = ()
    up: Sequence[Label] = ()
    values: Sequence[tuple[float, float, str]] = ()
    lines: bool = True


def chart(axes: Axes, marks: Iterable[svg.Element]) -> Markup:
    """Draw marks with their axes."""
    elements: list[svg.Element] = []
    for label in axes.across:
        at = svg.Length(_rounded(label.at * 100), "%")
        elements.append(svg.Line(x1=at, x2=at, y1=0, y2=axes.height, class_=["grid"]))
        elements += [
            _label(line, at, axes.height + (number + 1) * _LINE, _anchor(label.at, line))
            for number, line in enumerate(label.lines)
        ]
    if axes.lines:
        whole = svg.Length(100, "%")
        rules = [axes.height * (1 - label.at) for label in axes.up]
        elements += [svg.Line(x1=0, x2=whole, y1=_rounded(y), y2=_rounded(y), class_=["grid"]) for y in rules]
    box = svg.SVG(
        width=svg.Length(100, "%"),
        height=_rounded(axes.height),
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, _rounded(axes.height)),
        preserveAspectRatio=svg.PreserveAspectRatio("none"),
        elements=list(marks),
    )
    elements.append(box)
    elements += [_label(text, svg.Length(_rounded(at * 100), "%"), y, "middle") for at, y, text in axes.values]
    lines = max((len(label.lines) for label in axes.across), default=0)
    height = _rounded(axes.height + (_FOOT + lines * _LINE if lines else 0))
    drawn = svg.SVG(
        width=svg.Length(100, "%"),
        height=height,
        class_=["chart"],
        extra={"role": "img", "aria-label": escape(axes.title)},
        elements=elements,
    )
    return Markup('<div class="plot">{}<div class="marks">{}</div></div>').format(
        _gutter(axes, height),
        Markup(drawn.as_str()),  # noqa: S704  # its texts are escaped
    )


def _gutter(axes: Axes, height: Number) -> Markup:
    """Draw the labels at the left, beside the chart: they are not stretched with it."""
    labels: list[svg.Element] = [
        _label(label.lines[0], _GUTTER - 8, axes.height * (1 - label.at) + 4, "end") for label in axes.up
    ]
    drawn = svg.SVG(width=_GUTTER, height=height, class_=["gutter"], extra={"aria-hidden": "true"}, elements=labels)
    return Markup(drawn.as_str())  # noqa: S704  # texts are escaped


def bar(x: float, y: float, width: float, height: float, classes: list[str], tip: str) -> svg.Element:
    """Draw a bar that says what it is when pointed at."""
    return svg.Rect(
        x=_rounded(x),
        y=_rounded(y),
        width=_rounded(width),
        height=_rounded(height),
        class_=classes,
        elements=[svg.Title(text=escape(tip))],
    )


def area(points: Sequence[tuple[float, float]], height: float, classes: list[str]) -> svg.Element:
    """Fill what lies under stairs through points, which go from left to right."""
    steps: list[svg.PathData] = [svg.M(_rounded(points[0][0]), _rounded(height))]
    for x, y in points:
        steps += [svg.H(_rounded(x)), svg.V(_rounded(y))]
    return svg.Path(d=[*steps, svg.H(WIDTH), svg.V(_rounded(height)), svg.Z()], class_=classes)


def _label(text: str, x: svg.Length | Number, y: float, anchor: Anchor) -> svg.Element:
    return svg.Text(text=escape(text), x=x, y=_rounded(y), text_anchor=anchor)


def _anchor(at: float, text: str) -> Anchor:
    half = len(text) * _HALF_LETTER / _NARROW
    return "start" if at < half else "end" if at > 1 - half else "middle"


def _rounded(number: float) -> Number:
    short = round(number, 2)
    return int(short) if short == int(short) else short
