"""Where files land on the farm, and how paths of any system are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api.jobs import server_path

WINDOWS = st.text(st.characters(exclude_characters='<>:"/\\|?*', exclude_categories=("Cs", "Cc")), min_size=1)
POSIX = st.text(st.characters(exclude_characters="/\0\\"), min_size=1)


@pytest.mark.parametrize(
    ("local", "server"),
    [
        (r"D:\a\b.ma", "/D/a/b.ma"),
        ("D:/a/b.ma", "/D/a/b.ma"),
        ("d:/a", "/d/a"),
        ("D:", "/D/"),
        ("D:x.ma", "/D/x.ma"),
        (r"\\host\share\b.ma", "/host/share/b.ma"),
        ("//host/share/b.ma", "/host/share/b.ma"),
        (r"\\?\D:\a\b.ma", "/D/a/b.ma"),
        (r"\\?\UNC\host\share\b.ma", "/host/share/b.ma"),
        ("/home/x/b.ma", "home/x/b.ma"),
        ("/home/x/ b\n$(touch c)`d`'\".ma", "home/x/ b\n$(touch c)`d`'\".ma"),
        ("/-rf/--help", "-rf/--help"),
        ("/home/cafe\u0301", "home/cafe\u0301"),
        ("/home/caf\u00e9", "home/caf\u00e9"),
        ("/home/\udcff.ma", "home/\udcff.ma"),
        ("/" + "x" * 255, "x" * 255),
        ("~/b.ma", "~/b.ma"),
        ("textures/b.png", "textures/b.png"),
        ("", ""),
    ],
)
def test_a_file_lands_where_the_vendors_analysers_put_it(local: str, server: str) -> None:
    assert server_path(local) == server


@given(st.sampled_from("CDZ"), st.lists(WINDOWS, min_size=1))
def test_a_path_of_a_drive_keeps_every_name(drive: str, names: list[str]) -> None:
    expected = "/" + "/".join([drive, *names])
    assert server_path(f"{drive}:\\" + "\\".join(names)) == server_path(f"{drive}:/" + "/".join(names)) == expected


@given(WINDOWS, st.lists(WINDOWS, min_size=1))
def test_a_path_of_a_share_keeps_every_name(host: str, names: list[str]) -> None:
    if host in {".", "?"}:
        return
    assert server_path("\\\\" + "\\".join([host, *names])) == "/" + "/".join([host, *names])


@given(st.lists(POSIX, min_size=1))
def test_a_path_of_linux_keeps_every_name(names: list[str]) -> None:
    assert server_path("/" + "/".join(names)) == "/".join(names)


@given(st.text(st.characters()))
def test_there_is_a_place_for_whatever_text(local: str) -> None:
    assert "\\" not in server_path(local)
