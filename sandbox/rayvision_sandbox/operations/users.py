"""The operations on the user."""

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.storage import Kind, bid
from rayvision_sandbox.operations.call import Call, check_zone

HOUR = 3600
CHINA, INTERNATIONAL = 1, 2
LOCAL = "127.0.0.1"

# Members that say nothing about the sandbox: fixed, with the types of the service.
PROFILE = {
    **dict.fromkeys(("phone", "email", "company", "name", "job", "communicationNumber", "description", "address"), ""),
    "softType": 2000,
    **dict.fromkeys(("softStatus", "businessType", "status", "accountType", "userType"), 1),
    **dict.fromkeys(("infoStatus", "mainUserId", "credit"), 0),
    "level": 49,
    "pictureLever": None,
    "country": "中国",
    "city": "广东 深圳",
    "cpuPrice": 0.67,
    "gpuPrice": 20,
    **dict.fromkeys(("shareMainCapital", "subDeleteTask", "useMainBalance", "hideBalance", "hideJobCharge"), 0),
    **dict.fromkeys(("useLevelDirectory", "displaySubaccount"), 1),
    "downloadDisable": 0,
    "subaccountLimits": 5,
    **dict.fromkeys(("houdiniFlag", "c4dFlag", "blenderFlag", "keyshotFlag"), 0),
    "studentEndTime": None,
}
SETTINGS = {
    **dict.fromkeys(("infoStatus", "accountType")),
    **dict.fromkeys(("shareMainCapital", "subDeleteTask", "useMainBalance"), 0),
    "singleNodeRenderFrames": "1",
    "maxIgnoreMapFlag": "1",
    "autoCommit": "2",
    **dict.fromkeys(("separateAccountFlag", "mifileSwitchFlag", "assfileSwitchFlag", "manuallyStartAnalysisFlag"), 0),
    "downloadDisable": 0,
    **dict.fromkeys(("ignoreMapFlag", "isVrayLicense", "justUploadConfigFlag", "justUploadCgFlag"), 0),
    "mandatoryAnalyseAllAgent": 0,
}


def zone_of(call: Call) -> int:
    """Return the user's zone; China for a user of both."""
    return call.user["zone"] or call.farm.zone or CHINA


def query_user_profile(call: Call) -> dict[str, Any]:
    """Return the user's profile and balance."""
    account = money.account(call.database, call.user["id"], call.now)
    zone = zone_of(call)
    paid_in, balance = money.amount(call.user["balance"]), money.amount(account.balance)
    return {
        "userId": call.user["id"],
        "userName": call.user["name"],
        "platform": call.platform,
        **PROFILE,
        "zone": zone,
        "rmbbalance": balance if zone == CHINA else 0,
        "usdbalance": balance if zone == INTERNATIONAL else 0,
        "rmbCumulative": paid_in if zone == CHINA else 0,
        "usdCumulative": paid_in if zone == INTERNATIONAL else 0,
        "coupon": money.amount(account.coupon),
        **json.loads(call.user["profile"]),
    }


def query_user_setting(call: Call) -> dict[str, Any]:
    """Return the user's settings."""
    overtime = call.user["overtime"]
    return SETTINGS | {"taskOverTime": overtime // HOUR, "taskOverTimeSec": overtime}


def update_user_setting(call: Call) -> None:
    """Set after how many seconds a task counts as late."""
    call.database.update("users", call.user["id"], overtime=call.body["taskOverTimeSec"])


def get_transfer_bid(call: Call) -> dict[str, Any]:
    """Return the user's ids at the transfer service."""
    kinds = {
        "parent_input_bid": Kind.INPUT,
        "config_bid": Kind.CONFIG,
        "output_bid": Kind.OUTPUT,
        "input_bid": Kind.INPUT,
    }
    bids: dict[str, Any] = {name: bid(kind, call.user["id"]) for name, kind in kinds.items()}
    # There are no sub-accounts.
    return bids | {"sub_user_output_bids": []}


def get_transfer_config(call: Call) -> dict[str, Any]:
    """Return the user's storages, and the engines, lines and accounts for transfers to them."""
    bids = get_transfer_bid(call)
    accounts = [
        {"bid": bid, "name": bid, "password": _digest(call, f"transfer {bid}")[:16]}
        for bid in (bids["input_bid"], bids["output_bid"], bids["config_bid"])
    ]
    # The stand-in for the transmitter asks the farm itself where it keeps files.
    address = urlsplit(call.base_url)
    port = str(address.port or (443 if address.scheme == "https" else 80))
    line = {"server": address.hostname, "port": port, "isDefault": 1, "type": 0}
    engine = {"automaticCheck": 0, "checkServer": LOCAL, "checkEnable": "0", "checkExcludType": ""}
    return {
        "inputBid": bids["input_bid"],
        "outputBid": bids["output_bid"],
        "configBid": bids["config_bid"],
        "parentInputBid": None,
        "resqEngines": [
            engine
            | {"engineName": "Aspera", "checkPort": "10221", "isDefault": 0, "resqEngineAccounts": accounts}
            | {"respTaskEngineLines": [line | {"name": "aspera_main", "lineId": 121}]},
            engine
            | {"engineName": "RaySync", "checkPort": "2442", "isDefault": 1, "resqEngineAccounts": None}
            | {"respTaskEngineLines": [line | {"name": "raysync_main", "lineId": 123}]},
        ],
        "subUserOutputBids": [],
    }


def _digest(call: Call, what: Any) -> str:
    return hashlib.sha256(f"{call.farm.secret} {what}".encode()).hexdigest()


def get_raysync_user_key(call: Call) -> dict[str, Any]:
    """Return the user's account at the transfer service."""
    digest = _digest(call, call.user["id"])
    return {
        "channel": 4,
        "platform": call.platform,
        "signature": "sandbox",
        "version": "1.0.0",
        "userKey": digest[:32],
        "id": call.user["id"],
        "userName": call.user["name"],
        "zone": zone_of(call),
        "phone": "",
        "email": "",
        "loginTime": int(call.farm.clock.real() * 1000),
        "infoStatus": 0,
        "accountType": 1,
        "shareMainCapital": 0,
        "subDeleteTask": 0,
        "subDeleteCapital": 1,
        "useMainBalance": 0,
        "downloadDisable": 0,
        "raySyncUserKey": digest[:40],
    }


def get_transfer_server_msg(call: Call) -> dict[str, Any]:
    """Return the address of the transfer server; the sandbox has none, so it names this machine."""
    if call.is_first_edition:
        # It is not known what the second edition means by zone: its clients send that of the other domain.
        check_zone(call)
    return {
        "clientVersion": "3.2.8.2",
        "protocolVersion": "3.2.8.2",
        "raysyncTransfer": {
            "serverIp": LOCAL,
            "serverPort": 2121,
            "proxyIp": LOCAL,
            "proxyPort": 32001,
            "sslPort": 2443,
            "port": 2442,
        },
    }
