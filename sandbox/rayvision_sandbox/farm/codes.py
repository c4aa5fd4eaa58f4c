"""The codes of a reply's envelope, and the error that leads to one."""

from enum import IntEnum


class Code(IntEnum):
    """The `code` of an envelope, as the protocol documents it."""

    FAIL = 100
    SUCCESS = 200
    NEED_REDIRECT = 301
    API_ERROR = 400
    FORBIDDEN = 403
    RESOURCE_NOT_FOUND = 404
    INTERNAL_ERROR = 500
    LABEL_ALREADY_EXISTS = 503
    USER_CACHE_NOT_FOUND = 513
    PARAMETER_INVALID = 600
    PARAMETER_CANT_BE_EMPTY = 601
    NEED_USER_LOGIN = 602
    ILLEGAL_PROTOCOL = 603
    VALIDATE_CODE_ERROR = 604
    INSUFFICIENT_PERMISSIONS = 605
    VALIDATE_COMMON_CODE_ERROR = 606
    VALIDATE_SEND_CODE_ERROR = 607
    USER_AREA_ERROR = 608
    SIGNATURE_EXPIRED = 610
    SIGNATURE_INVALID = 611
    DO_NOT_HAVE_ANY_MORE_RECORD = 700
    ACCOUNT_LOCKED = 804
    REDIS_CACHE_FAIL = 1000


class Refusal(Exception):  # noqa: N818  (a refusal is a reply, not a failure of the farm)
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
