# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Outcome of a call."""

from __future__ import annotations

from ..types import OpenIntEnum


class ReplyCode(OpenIntEnum):
    """Outcome of a call.

    Servers add codes; anything but 200 is a failure.
    """

    SUCCESS = 200
    """The call succeeded."""
    FAIL = 100
    """The call failed, without a closer reason."""
    NEED_REDIRECT = 301
    """Another address has to be used."""
    API_ERROR = 400
    """The request is malformed."""
    FORBIDDEN = 403
    """The account has no authorization for this."""
    RESOURCE_NOT_FOUND = 404
    """There is no such task, frame, label or environment."""
    INTERNAL_ERROR = 500
    """The server failed while it worked on the request."""
    LABEL_ALREADY_EXISTS = 503
    """A label of this name exists."""
    USER_CACHE_NOT_FOUND = 513
    """The server could not look the account up."""
    PARAMETER_INVALID = 600
    """A parameter has a value that makes no sense."""
    PARAMETER_CANT_BE_EMPTY = 601
    """A required parameter is missing."""
    NEED_USER_LOGIN = 602
    """The account has to log in first."""
    ILLEGAL_PROTOCOL = 603
    """The request breaks the protocol."""
    VALIDATE_CODE_ERROR = 604
    """The verification code sent by phone is wrong."""
    INSUFFICIENT_PERMISSIONS = 605
    """The account lacks the right to do this."""
    VALIDATE_COMMON_CODE_ERROR = 606
    """The verification code is wrong."""
    VALIDATE_SEND_CODE_ERROR = 607
    """The verification code could not be sent."""
    USER_AREA_ERROR = 608
    """The account belongs to the other zone."""
    SIGNATURE_EXPIRED = 610
    """The timestamp of the request is too old."""
    SIGNATURE_INVALID = 611
    """The signature does not fit the request."""
    DO_NOT_HAVE_ANY_MORE_RECORD = 700
    """There are no more records."""
    ACCOUNT_LOCKED = 804
    """The account is disabled."""
    REDIS_CACHE_FAIL = 1000
    """The server's cache failed."""
