"""The report as people see it: on a phone and a laptop, by day and by night, on paper, with hostile names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
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
    "running": {"name": "forest.ma", "frames": 600, "nodes": 2, "failing": [5, 6]},
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
            assert sight.page.locator("svg.chart").count() >= 3
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
        const texts = [...document.querySelectorAll("h1, h2, p, dt, dd, li, .status, svg text, th, td, summary")];
        return Math.min(...texts.slice(0, 2000).map(worst));
    }"""
    address = report("en")
    for scheme in ("light", "dark"):
        with look(address, 1440, scheme) as sight:
            assert sight.page.evaluate(contrast) >= 4.5, scheme


@pytest.mark.parametrize("report", ["small"], indirect=True)
def test_statuses_differ_in_lightness_from_each_other_and_from_their_ground(
    report: Callable[[str], str], look: Any
) -> None:
    address = report("en")
    for scheme in ("light", "dark"):
        with look(address, 1440, scheme) as sight:
            names = ["finished", "rendering", "failed", "stopped", "waiting", "unknown", "restarted", "edge", "card"]
            colours = dict(
                zip(
                    names,
                    sight.page.evaluate(
                        """names => names.map(name =>
                getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim())""",
                        names,
                    ),
                    strict=True,
                )
            )
            # What waits is nearly the ground, with an edge around it; so is what is unknown, by day.
            for name in ("finished", "rendering", "failed", "stopped", "restarted", "edge"):
                assert _contrast(colours[name], colours["card"]) >= 3, (scheme, name)
            kinds = sorted(names[:6], key=lambda name: _luminance(colours[name]))
            for darker, lighter in pairwise(kinds):
                assert _contrast(colours[darker], colours[lighter]) >= 1.2, (scheme, darker, lighter)


@pytest.mark.parametrize("report", ["small"], indirect=True)
def test_first_screen_has_what_a_producer_asks_for(report: Callable[[str], str], look: Any) -> None:
    with look(report("en"), 1366, "light") as sight:
        tops = sight.page.evaluate(
            """[".status", ".progress", ".figures", ".failures code", ".pictures img", "svg.chart"]
            .map(one => document.querySelector(one).getBoundingClientRect().top)"""
        )
        assert tops == sorted(tops)
        assert tops[-2] < 768
        figures = "[...document.querySelectorAll('.figures > div')].map(one => one.getBoundingClientRect().top)"
        assert len(set(sight.page.evaluate(figures))) == 1


@pytest.mark.parametrize("report", ["small"], indirect=True)
def test_pictures_enlarge_and_shrink(report: Callable[[str], str], look: Any) -> None:
    with look(report("en"), 1366, "light") as sight:
        width = "document.querySelector('.pictures img').getBoundingClientRect().width"
        assert sight.page.evaluate(width) < 200
        sight.page.click(".pictures a")
        assert sight.page.evaluate(width) > 1000
        sight.page.click("figure:target .back")
        assert sight.page.evaluate(width) < 200
        assert sight.complaints == []


@pytest.mark.parametrize("report", ["small"], indirect=True)
def test_frames_are_saved_for_spreadsheets(report: Callable[[str], str], look: Any) -> None:
    with look(report("en"), 1366, "light") as sight:
        with sight.page.expect_download() as saved:
            sight.page.click("[download]")
        assert saved.value.path().read_text("utf-8-sig").startswith("frame,status,start")


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
