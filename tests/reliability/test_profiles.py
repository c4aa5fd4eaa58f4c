"""The file of profiles: for this user's eyes only, never half written, and never quoted."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable
from configparser import ConfigParser
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rayvision_api import RayvisionAPI
from rayvision_api._lock import locked
from rayvision_api.profiles import Profile, load, names, path, save

STUDIO = Profile(access_id="AKIDstudio", access_key="s3cr3tStudio", domain="www.foxrenderfarm.com", platform="6")
posix = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such permissions")


def _write(text: str | bytes, mode: int = 0o600) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_bytes(text if isinstance(text, bytes) else text.encode())
    path().chmod(mode)


def _files() -> list[str]:
    """List what stands beside the profiles, but for the lock, which is empty and stays."""
    return [one.name for one in path().parent.iterdir() if "profiles" in one.name and one.suffix != ".lock"]


def test_what_is_saved_is_loaded() -> None:
    save(STUDIO, "studio-b")
    save(Profile(access_id="id", access_key="key"))
    assert load("studio-b") == STUDIO
    assert load() == Profile(access_id="id", access_key="key")
    assert sorted(names()) == ["default", "studio-b"]


def test_saving_one_profile_keeps_the_others() -> None:
    for number in range(4):
        save(Profile(access_id=f"id{number}", access_key=f"key{number}"), f"studio-{number}")
    save(Profile(access_id="new", access_key="newer"), "studio-2")
    assert [load(f"studio-{number}").access_id for number in range(4)] == ["id0", "id1", "new", "id3"]


printable = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(access_id=printable, access_key=printable)
def test_keys_of_any_characters_come_back_as_they_were(access_id: str, access_key: str) -> None:
    save(Profile(access_id=access_id, access_key=access_key), "any")
    assert load("any") == Profile(access_id=access_id, access_key=access_key)


def test_file_is_where_it_belongs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert path() == tmp_path / "profiles.ini"
    monkeypatch.delenv("RAYVISION_API_PROFILES")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert path().name == "profiles.ini"
    if sys.platform.startswith("linux"):
        assert path() == tmp_path / "config" / "rayvision" / "profiles.ini"


def test_missing_file_is_no_profile() -> None:
    assert load() == Profile()
    assert names() == []
    with pytest.raises(ValueError, match="studio-b"):
        load("studio-b")


@posix
def test_file_and_new_folders_are_readable_by_this_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_PROFILES", str(tmp_path / "new" / "profiles.ini"))
    before = os.umask(0)
    try:
        save(STUDIO)
        save(STUDIO, "second")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path().stat().st_mode) == 0o600
    assert stat.S_IMODE(path().parent.stat().st_mode) == 0o700
    assert _files() == ["profiles.ini"]


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o606, 0o666])
def test_file_that_others_may_read_is_refused(mode: int) -> None:
    _write("[default]\naccess_id = AKIDstudio\naccess_key = s3cr3tStudio\n", mode)
    for step in (load, names, RayvisionAPI, lambda: save(STUDIO)):
        with pytest.raises(ValueError, match="chmod") as caught:
            step()
        assert str(path()) in str(caught.value)
        assert "s3cr3tStudio" not in str(caught.value)
    path().chmod(0o600)
    assert load().access_key == "s3cr3tStudio"
    path().chmod(0o400)
    assert load().access_key == "s3cr3tStudio"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_crash_while_saving_leaves_the_old_file(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Crash(BaseException):
        pass

    def crash(*arguments: object) -> None:
        raise Crash

    save(STUDIO)
    before = path().read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(step, crash)
        for name in ("default", "studio-c"):
            with pytest.raises(Crash):
                save(Profile(access_id="new", access_key="newer"), name)
    assert path().read_bytes() == before
    assert _files() == ["profiles.ini"]


KEY = "c2VjcmV0LWtleS0xMjM0NTY3ODkw"
MALFORMED = {
    "no section": f"access_key = {KEY}\n",
    "no value": f"[default]\naccess_id = x\n{KEY}\n",
    "broken section": f"[default\naccess_key = {KEY}\n",
    "double member": f"[default]\naccess_key = {KEY}\naccess_key = {KEY}\n",
    "double section": f"[default]\naccess_key = {KEY}\n[default]\naccess_key = {KEY}\n",
    "key as a member": f"[default]\naccess_id = x\n{KEY}==\n",
    "key as a member with a colon": f"[default]\naccess_id = x\n{KEY}: yes\n",
    "indented": f"[default]\n access_id = x\n{KEY}\n  {KEY}\n",
    "not text": f"[default]\naccess_key = {KEY}\n".encode() + b"\xff\xfe\x00",
    "sixteen bits": f"[default]\naccess_key = {KEY}\n".encode("utf-16"),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_error_about_a_malformed_file_quotes_nothing_of_it(kind: str) -> None:
    _write(MALFORMED[kind])
    for step in (load, RayvisionAPI, lambda: save(STUDIO)):
        if kind.startswith("key as a member") and step is not load:
            continue
        with pytest.raises(ValueError, match=r"profiles\.ini") as caught:
            step()
        error: BaseException | None = caught.value
        texts = ["".join(traceback.format_exception(caught.value))]
        while error is not None:
            texts.append(f"{error!s} {error!r} {error.args!r} {vars(error)!r}")
            error = error.__cause__ or error.__context__
        for text in texts:
            assert KEY.lower() not in text.lower()
            assert KEY.encode("utf-16-le").hex() not in text


def test_malformed_file_is_not_overwritten() -> None:
    _write(MALFORMED["no value"])
    with pytest.raises(ValueError, match="malformed"):
        save(STUDIO)
    assert KEY in path().read_text()


def test_mark_at_the_beginning_of_the_file_is_skipped() -> None:
    _write("\ufeff[default]\naccess_id = x\naccess_key = y\n")
    assert load() == Profile(access_id="x", access_key="y")


@pytest.mark.parametrize("name", ["", "a]b", "a\nb", "a\n[default]\naccess_key = evil", " ", "[a]"])
def test_name_that_the_file_cannot_hold_harms_nothing(name: str) -> None:
    save(STUDIO)
    try:
        save(Profile(access_id="id", access_key="key"), name)
    except ValueError:
        pass
    else:
        assert load(name) == Profile(access_id="id", access_key="key")
    assert load() == STUDIO


@pytest.mark.parametrize("value", ["a\nb", "a\n[studio-x]\naccess_key = evil", " padded ", ""])
def test_value_that_the_file_cannot_hold_harms_nothing(value: str) -> None:
    save(STUDIO)
    with suppress(ValueError):
        save(Profile(access_id="id", access_key=value), "odd")
    assert load() == STUDIO
    assert sorted(names()) in (["default"], ["default", "odd"])


class Keyring(ModuleType):
    """A keyring that works."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        self.kept[service, user] = password


class Headless(Keyring):
    """A keyring on a machine without one."""

    def get_password(self, service: str, user: str) -> str | None:
        raise RuntimeError("No recommended backend was available.")

    def set_password(self, service: str, user: str, password: str) -> None:
        raise RuntimeError("No recommended backend was available.")


class Forgetful(Keyring):
    """A keyring that takes everything and keeps nothing."""

    def set_password(self, service: str, user: str, password: str) -> None:
        pass


def test_working_keyring_keeps_the_key_out_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", Keyring())
    save(STUDIO, "studio-b")
    assert "s3cr3tStudio" not in path().read_text()
    assert load("studio-b") == STUDIO
    assert RayvisionAPI(profile="studio-b")._caller.settings.access_key.reveal() == "s3cr3tStudio"


@pytest.mark.parametrize("keyring", [Headless(), Forgetful(), ModuleType("keyring"), None])
def test_keyring_that_does_not_work_is_passed_over_in_silence(
    keyring: ModuleType | None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    save(STUDIO, "studio-b")
    assert load("studio-b") == STUDIO
    assert capfd.readouterr() == ("", "")
    _write("[default]\naccess_id = AKIDstudio\n")
    assert load() == Profile(access_id="AKIDstudio")
    with pytest.raises(ValueError, match="access_key"):
        RayvisionAPI()


def test_key_in_the_file_comes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = Keyring()
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    save(STUDIO)
    _write("[default]\naccess_id = AKIDstudio\naccess_key = inTheFile\n")
    assert load().access_key == "inTheFile"


def test_protocol_and_edition_are_kept_and_used() -> None:
    save(Profile("id", "key", "farm.example", "6", "http", "1.0.0"), "night")
    assert load("night") == Profile("id", "key", "farm.example", "6", "http", "1.0.0")
    with RayvisionAPI(profile="night") as api:
        assert api._caller.settings.address == "http://farm.example"
    with RayvisionAPI(profile="night", protocol="https") as api:
        assert api._caller.settings.protocol == "https"
    save(Profile("id", "key", api_version="7.0.0"), "morrow")
    with pytest.raises(ValueError, match=r"api_version is '7\.0\.0'"):
        RayvisionAPI(profile="morrow")


COMMENTED = """\
# All accounts of the studio.

[default]
; the one for tests
access_id = old
# never by mail
access_key: old
region = north

# The night shift has this one.
[night shift]
access_id = id
access_key = key
"""


def test_comments_and_all_else_stay() -> None:
    _write(COMMENTED)
    save(Profile("new", "newer", platform="6"))
    save(Profile("third", "key"), "third")
    assert path().read_text() == COMMENTED.replace("access_id = old", "access_id = new").replace(
        "access_key: old\nregion = north\n", "access_key = newer\nplatform = 6\n"
    ) + ("\n[third]\naccess_id = third\naccess_key = key\n")


lines = st.sampled_from(
    [
        *("[default]", "[a]", " [a]", "[b] # b", "# [a]", "; x", "", "  ", "access_id = 1", "  access_id = 2"),
        *("access_key: 3", "ACCESS_KEY=4", "platform", "   more", "domain = d", "unknown = [a]", "\taccess_id = [b]"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lines, max_size=12).map("\n".join), st.sampled_from(["default", "a", "c"]))
def test_no_layout_of_the_file_costs_another_profile_its_key(text: str, name: str) -> None:
    _write(text)
    try:
        before = {one: _members(one) for one in names() if one != name}
        save(STUDIO, name)
    except ValueError:
        assert path().read_text() == text
    else:
        assert load(name) == STUDIO
        assert {one: _members(one) for one in names() if one != name} == before


def _members(name: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, default_section="")
    parser.read(path())
    return dict(parser[name])


@posix
@pytest.mark.parametrize("is_dangling", [True, False])
def test_symbolic_link_stays_one(tmp_path: Path, *, is_dangling: bool) -> None:
    real = tmp_path / "elsewhere" / "real.ini"
    real.parent.mkdir()
    if not is_dangling:
        real.write_text("# mine\n")
        real.chmod(0o600)
    path().symlink_to(real)
    save(STUDIO)
    assert path().is_symlink()
    assert "s3cr3tStudio" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert load() == STUDIO


def test_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME" if sys.platform != "win32" else "USERPROFILE", str(tmp_path))
    monkeypatch.setenv("RAYVISION_API_PROFILES", "~/keys/profiles.ini")
    save(STUDIO)
    assert (tmp_path / "keys" / "profiles.ini").is_file()
    assert load() == STUDIO


PARALLEL = """
import sys
from rayvision_api.profiles import Profile, save
for number in range(8):
    save(Profile(f"id-{number}", f"key-{number}"), f"{sys.argv[1]}-{number}")
"""


def test_profiles_that_are_saved_at_the_same_time_are_all_there() -> None:
    _write("[default]\naccess_id = x\naccess_key = y\n")
    running = [subprocess.Popen([sys.executable, "-c", PARALLEL, str(number)]) for number in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    assert len(names()) == 4 * 8 + 1
    assert load("3-7") == Profile("id-7", "key-7")


def test_program_that_never_ends_saving_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    save(STUDIO)
    monkeypatch.setattr("rayvision_api.profiles._PATIENCE", 0.05)
    with locked(path().with_name(".profiles.ini.lock")), pytest.raises(OSError, match="locked by another program"):
        save(STUDIO, "second")
    assert names() == ["default"]


KILLED = """
import os, sys
from pathlib import Path
from rayvision_api.profiles import Profile, save
os.fsync = lambda handle: (print("now", flush=True), sys.stdin.read())
save(Profile("new", "s3cr3tNew"))
"""


@pytest.mark.parametrize("step", [load, names, lambda: save(STUDIO)], ids=["load", "names", "save"])
def test_what_a_killed_program_left_is_removed(step: Callable[[], object]) -> None:
    save(STUDIO)
    command = [sys.executable, "-c", KILLED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    assert any("s3cr3tNew" in one.read_text() for one in path().parent.iterdir() if one.is_file())
    step()
    assert not any("s3cr3tNew" in one.read_text() for one in path().parent.iterdir() if one.is_file())
    assert load() == STUDIO


@posix
@pytest.mark.parametrize("kind", ["home is a file", "folder in its place", "link in a circle"])
def test_file_that_cannot_be_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    if kind == "home is a file":
        home.write_text("")
    elif kind == "folder in its place":
        (home / ".config" / "rayvision" / "profiles.ini").mkdir(parents=True)
    else:
        (home / ".config" / "rayvision").mkdir(parents=True)
        (home / ".config" / "rayvision" / "profiles.ini").symlink_to("profiles.ini")
    monkeypatch.delenv("RAYVISION_API_PROFILES")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    assert load() == Profile()
    assert names() == []
    with pytest.raises(ValueError, match="access_id is missing"):
        RayvisionAPI()
    for step in (lambda: load("studio"), lambda: RayvisionAPI(profile="studio")):
        with pytest.raises(ValueError, match=re.escape(str(path()))):
            step()
    with pytest.raises((ValueError, OSError), match=re.escape(str(home))):
        save(STUDIO)
    monkeypatch.setenv("RAYVISION_API_PROFILES", str(path()))
    for named in (load, names, RayvisionAPI):
        with pytest.raises(ValueError, match=re.escape(str(path()))):
            named()
