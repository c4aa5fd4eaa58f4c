"""Which account is used, and from where: the profiles, and whether the service accepts the keys."""

from __future__ import annotations

from typing import Any

from rayvision_api import currency_of, profiles
from rayvision_api.environment import VARIABLES, zone_of
from rayvision_api.text import masked
from rayvision_client.models import Zone

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.error_texts import error_text
from rayvision_cli.text.numbers import balance_of
from rayvision_cli.text.views import amount


def whoami(*, session: SessionArgument) -> None:
    """Show whose keys are used, where they come from, and the balance."""
    say, output = session.say, session.output
    facts = session.api.connect
    profile = session.api.user.query_user_profile()
    currency, balance = currency_of(profile), balance_of(profile)
    # The domain does not tell where an account is, but where its service is.
    zone = profile.zone or facts.zone
    if output.as_json:
        document = {
            "userId": profile.user_id,
            "userName": profile.user_name,
            "domain": facts.address.partition("://")[2],
            "zone": int(zone),
            "platform": facts.platform,
            "apiVersion": facts.api_version,
            "balance": balance,
            "currency": currency,
            "keysFrom": facts.keys_from,
            "origins": dict(facts.origins),
        }
        output.document(document)
        return
    money = "" if balance is None else f"{amount(balance)} {currency}".strip()

    def with_origin(name: str, value: str) -> str:
        return f"{value} ({_origin(facts.origins[name], session)})"

    lines = [
        (say("account"), f"{profile.user_name} ({profile.user_id})"),
        (say("access id"), facts.access_id),
        (say("keys from"), " + ".join(dict.fromkeys(_origin(facts.origins[one], session) for one in _KEYS))),
        (say("service"), with_origin("domain", facts.address)),
        (say("zone"), say("China") if zone == Zone.CHINA else say("international")),
        (say("platform"), with_origin("platform", facts.platform)),
        (say("edition"), with_origin("api_version", facts.api_version)),
        (say("balance"), money),
    ]
    output.facts([(title, text) for title, text in lines if text])


def list_profiles(*, session: SessionArgument) -> None:
    """List the profiles, and which keys a command would use now."""
    say, output = session.say, session.output
    try:
        stored = {name: profiles.load(name) for name in profiles.names()}
    except ValueError as error:
        raise CommandError(Exit.USAGE, error_text(str(error), say)) from None
    used = _used(session)
    rows: list[dict[str, Any]] = [
        {
            "profile": name,
            "accessId": masked(profile.access_id or ""),
            "hasKey": bool(profile.access_key),
            "domain": profile.domain,
            "zone": int(zone_of(profile.domain)) if profile.domain else None,
            "platform": profile.platform,
            "protocol": profile.protocol,
            "apiVersion": profile.api_version,
        }
        for name, profile in stored.items()
    ]
    if output.as_json:
        output.document({"file": str(profiles.path()), "used": used, "profiles": rows})
        return
    titles = [say("profile"), say("access id"), say("service"), say("platform"), say("edition")]
    cells = [[row[key] or "" for key in ("profile", "accessId", "domain", "platform", "apiVersion")] for row in rows]
    if rows:
        output.rows(titles, cells)
    output.hint(say("profiles are in {file}", file=profiles.path()))
    output.hint(say("keys that are used now: {origin}", origin=used or say("none; run 'rayvision configure'")))


_KEYS = ("access_id", "access_key")


def _used(session: Session) -> str | None:
    try:
        return session.api.connect.keys_from
    except CommandError:
        return None


def _origin(origin: str, session: Session) -> str:
    """Write where a setting comes from."""
    if origin in VARIABLES.values():
        return origin
    name = origin.removeprefix("profile ").strip("'")
    if origin.startswith("profile "):
        return session.say("profile {name}", name=name)
    return session.say("options") if origin == "arguments" else session.say("default")
