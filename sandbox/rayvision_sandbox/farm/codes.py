"""The codes of a reply's envelope, and the error that leads to one."""

from enum import IntEnum


class Code(IntEnum):
    """The documented codes of an envelope that the farm answers with."""

    FAIL = 100
    SUCCESS = 200
    API_ERROR = 400
    FORBIDDEN = 403
    RESOURCE_NOT_FOUND = 404
    INTERNAL_ERROR = 500
    LABEL_ALREADY_EXISTS = 503
    PARAMETER_INVALID = 600
    PARAMETER_CANT_BE_EMPTY = 601
    ILLEGAL_PROTOCOL = 603
    USER_AREA_ERROR = 608
    SIGNATURE_EXPIRED = 610
    SIGNATURE_INVALID = 611
    ACCOUNT_LOCKED = 804


class Refusal(Exception):  # noqa: N818  # a refusal is a reply, not a failure of the farm
    """A request that the farm answers with another code than success."""

    def __init__(self, code: int, message: str) -> None:
        """Keep the code and message of the envelope."""
        super().__init__(message)
        self.code = int(code)
        self.message = message


def missing(member: str) -> Refusal:
    """Refuse a request that lacks a member or header."""
    return Refusal(Code.PARAMETER_CANT_BE_EMPTY, f"{member} is missing")


def invalid(member: str, expected: str) -> Refusal:
    """Refuse a member or header of the wrong type or out of its range."""
    return Refusal(Code.PARAMETER_INVALID, f"{member} must be {expected}")


def not_found(thing: str) -> Refusal:
    """Refuse a request for something that does not exist."""
    return Refusal(Code.RESOURCE_NOT_FOUND, f"{thing} does not exist")


def not_now(message: str) -> Refusal:
    """Refuse a command that the state of a task does not allow."""
    return Refusal(Code.API_ERROR, message)


def other_zone(own: set[int]) -> Refusal:
    """Refuse a request for a zone that the account or the farm is not in."""
    zones = " and ".join(map(str, sorted(own)))
    return Refusal(
        Code.USER_AREA_ERROR,
        f"this account and this farm belong to zone {zones}, and clients ask for zone 2 of all domains but those with"
        " renderbus in their name, 127.0.0.1 too: for both zones, leave `zone` of the user and --zone out",
    )
