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
    ACCOUNT_BINDING_USER_NULL = 800
    """There is no account to bind. Since edition 2.0.0."""
    ACCOUNT_NOT_BINDING = 801
    """The account is not bound. Since edition 2.0.0."""
    ACCOUNT_BINDING_FAIL = 802
    """The account could not be bound. Since edition 2.0.0."""
    ACCOUNT_LOCKED = 804
    """The account is disabled."""
    ACCOUNT_USERNAME_PASSWORD_FAIL = 805
    """Name or password is wrong. Since edition 2.0.0."""
    ACCOUNT_UNIONID_FAIL = 806
    """The id of the union account is wrong. Since edition 2.0.0."""
    ACCOUNT_PHONE_FAIL = 807
    """The phone number is wrong. Since edition 2.0.0."""
    ACCOUNT_UNIONID_PHONE = 808
    """Union account and phone number do not go together. Since edition 2.0.0."""
    ACCOUNT_WEIXIN_FAIL = 809
    """The login with Weixin failed. Since edition 2.0.0."""
    ACCOUNT_WEIBO_FAIL = 810
    """The login with Weibo failed. Since edition 2.0.0."""
    ACCOUNT_LOGOUT_FAIL = 811
    """The logout failed. Since edition 2.0.0."""
    ACCOUNT_LOGIN_IPLIMITFAIL = 812
    """The account may not log in from this address. Since edition 2.0.0."""
    ACCOUNT_QQ_FAIL = 813
    """The login with QQ failed. Since edition 2.0.0."""
    NOREPEAT_SELECT_SOFTWARE = 814
    """The software cannot be selected a second time. Since edition 2.0.0."""
    ACCOUNT_UNIONID_EXISTS = 815
    """The id of the union account is taken. Since edition 2.0.0."""
    VALIDATE_PHONE_FAIL = 900
    """The phone number is not valid. Since edition 2.0.0."""
    VALIDATE_EMAIL_FAIL = 901
    """The mail address is not valid. Since edition 2.0.0."""
    VALIDATE_USERNAME_FAIL = 902
    """The user name is not valid. Since edition 2.0.0."""
    ACCOUNT_EMAIL_FAIL = 903
    """The mail address of the account is wrong. Since edition 2.0.0."""
    CURRENCY_NOT_SUPPORT = 904
    """The currency is not supported. Since edition 2.0.0."""
    AGENT_NOT_SUPPORT = 905
    """The agent is not supported. Since edition 2.0.0."""
    AMOUNT_NOT_SUPPORT = 906
    """The amount is not supported. Since edition 2.0.0."""
    COUPONNO_NOT_SUPPORT = 908
    """The number of the coupon is not supported. Since edition 2.0.0."""
    PAYMETHOD_NOT_SUPPORT = 909
    """The way of payment is not supported. Since edition 2.0.0."""
    NO_INVOICE_ORDER = 910
    """There is no order for the invoice. Since edition 2.0.0."""
    NO_INVOICE_ADDRESS = 911
    """There is no address for the invoice. Since edition 2.0.0."""
    SUBUSER_EXISTS_TASKS = 912
    """The subaccount still has tasks. Since edition 2.0.0."""
    SUBUSER_ARREARAGE = 913
    """The subaccount owes money. Since edition 2.0.0."""
    DELSUBUSER_EXISTS_BALANCE = 914
    """The subaccount to delete still has a balance. Since edition 2.0.0."""
    NO_INVOICE_TEMPLATE = 915
    """There is no template for the invoice. Since edition 2.0.0."""
    RECEIPT_TYPE_ERROR = 916
    """The type of the receipt is wrong. Since edition 2.0.0."""
    NO_LATEST_VERSION = 920
    """The program is not the latest version. Since edition 2.0.0."""
    REDIS_CACHE_FAIL = 1000
    """The server's cache failed."""
