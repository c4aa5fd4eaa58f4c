"""The report as people see it: on a phone and a laptop, by day and by night, on paper, with hostile names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionAPI
from rayvision_cli.report import build_report
from rayvision_sandbox.pytest_plugin import RunningFarm

SCENES: dict[str, dict[str, Any]] = {
    "small": {"name": "shot_010.ma", "frames": 24, "failing": [3, 17]},
    "layers": {
        "name": "harbour_night_with_a_name_that_has_no_end_" * 4 + ".mb",
        "frames": 6,
        "layers": ["beauty" * 9, "b"],
    },
    "photons": {"name": "衣帽间.max", "cgId": 2001, "firstFrame": 0, "frames": 1, "tiles": 16, "photonFrames": 3},
    "hostile": {
        "name": "</title><script>console.log(1)</script><img src=http://127.0.0.1:1/x onerror=console.log(2)>.ma",
        "layers": ["</text></svg><script>console.log(3)</script>", "\u202egnp.<b>"],
        "frames": 3,
    },
    "many": {"name": "city.project", "frames": 5000, "nodes": 40, "failing": list(range(100, 5000, 211))},
}


@pytest.fixture
def report(
    request: pytest.FixtureRequest, rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, tmp_path: Path
) -> Callable[[str], str]:
    """Write reports about a task; gives the address of the one in a language."""
    rayvision_farm.recharge(100_000)
    (task_id,) = rayvision_api.task.create_task().task_id_list
    rayvision_farm.scene(task_id, **SCENES[request.param])
    rayvision_api.task.submit_task(task_id)
    rayvision_farm.advance(hours=3)

    def write(language: str) -> str:
        path = tmp_path / f"{language}.html"
        path.write_text(build_report(rayvision_api, task_id, language=language), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.mark.parametrize("report", SCENES, indirect=True)
def test_report_in_every_window(report: Callable[[str], str], look: Any) -> None:
    pages = {language: report(language) for language in ("en", "zh")}
    grounds = set()
    for language, width, scheme in (
        ("en", 1440, "light"),
        ("en", 390, "dark"),
        ("zh", 1440, "dark"),
        ("zh", 390, "light"),
        ("en", 320, "light"),
    ):
        with look(pages[language], width, scheme) as sight:
            assert sight.complaints == []
            assert {address for address in sight.requests if not address.startswith("data:")} == {pages[language]}
            assert sight.overhang == 0, (language, width)
            assert sight.cut_off == [], (language, width)
            assert sight.page.locator("svg.chart").count() == 4
            grounds.add((scheme, sight.page.evaluate("getComputedStyle(document.body).backgroundColor")))
            broken = "[...document.images].filter(one => !one.naturalWidth).length"
            assert sight.page.evaluate(broken) == 0
    assert len(grounds) == 2, "light and dark differ, and each is the same everywhere"


@pytest.mark.parametrize("report", ["small", "many"], indirect=True)
def test_report_on_paper_is_dark_on_light(report: Callable[[str], str], look: Any) -> None:
    with look(report("en"), 800, "dark") as sight:
        sight.page.emulate_media(media="print", color_scheme="dark")
        assert sight.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert sight.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert sight.overhang == 0


@pytest.mark.parametrize("report", ["layers"], indirect=True)
def test_every_text_stands_out_from_its_ground(report: Callable[[str], str], look: Any) -> None:
    contrast = """() => {
        const light = colour => {
            const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = one => {
            const colour = getComputedStyle(one).backgroundColor;
            return colour === "rgba(0, 0, 0, 0)" ? ground(one.parentElement) : colour;
        };
        const worst = one => {
            const style = getComputedStyle(one), a = light(one.closest("svg") ? style.fill : style.color);
            const b = light(ground(one));
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        };
        const texts = [...document.querySelectorAll("h1, h2, p, dt, dd, li, .chip, svg text, th, td, summary")];
        return Math.min(...texts.slice(0, 2000).map(worst));
    }"""
    address = report("en")
    for scheme in ("light", "dark"):
        with look(address, 1440, scheme) as sight:
            assert sight.page.evaluate(contrast) >= 4.5, scheme


@pytest.mark.parametrize("report", ["small"], indirect=True)
def test_marks_stand_out_from_their_ground(report: Callable[[str], str], look: Any) -> None:
    address = report("en")
    for scheme in ("light", "dark"):
        with look(address, 1440, scheme) as sight:
            colours = sight.page.evaluate(
                """["finished", "rendering", "failed", "stopped", "waiting", "unknown", "restarted"].map(name =>
                getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim())"""
            )
            card = sight.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--card').trim()")
            assert all(_contrast(colour, card) >= 3 for colour in colours), scheme


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
