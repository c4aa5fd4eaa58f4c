# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Who an account is, what it owns and what it may do."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, cast

from ..models.zone import Zone
from ..types import Reply, read_milliseconds


class UserProfile(Reply):
    """Who an account is, what it owns and what it may do."""

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"phone", "email", "name", "communication_number", "address"})

    @property
    def user_id(self) -> int:
        """Number of the account (`userId`)."""
        return cast("int", self._wire.get("userId"))

    @property
    def user_name(self) -> str:
        """Name to log in with (`userName`)."""
        return cast("str", self._wire.get("userName"))

    @property
    def platform(self) -> int | None:
        """Number of the render platform (`platform`)."""
        return self._wire.get("platform")

    @property
    def phone(self) -> str | None:
        """Phone number (`phone`)."""
        return self._wire.get("phone")

    @property
    def email(self) -> str | None:
        """Mail address; empty if none was given (`email`)."""
        return self._wire.get("email")

    @property
    def company(self) -> str | None:
        """Company; empty if none was given (`company`)."""
        return self._wire.get("company")

    @property
    def name(self) -> str | None:
        """Name of the person; empty if none was given (`name`)."""
        return self._wire.get("name")

    @property
    def job(self) -> str | None:
        """Occupation; empty if none was given (`job`)."""
        return self._wire.get("job")

    @property
    def communication_number(self) -> str | None:
        """Number in another messaging service; empty if none was given (`communicationNumber`)."""
        return self._wire.get("communicationNumber")

    @property
    def soft_type(self) -> int | None:
        """Software that the account works with (`softType`).

        2000 in the printed reply, the `cgId` of Maya.
        """
        return self._wire.get("softType")

    @property
    def soft_status(self) -> int | None:
        """Status of the software; the values are not documented (`softStatus`)."""
        return self._wire.get("softStatus")

    @property
    def business_type(self) -> int | None:
        """Line of business; the values are not documented (`businessType`)."""
        return self._wire.get("businessType")

    @property
    def status(self) -> int | None:
        """Status of the account; the values are not documented (`status`)."""
        return self._wire.get("status")

    @property
    def info_status(self) -> int | None:
        """Status of the account's personal data; the values are not documented (`infoStatus`)."""
        return self._wire.get("infoStatus")

    @property
    def account_type(self) -> int | None:
        """Kind of account; the values are not documented (`accountType`)."""
        return self._wire.get("accountType")

    @property
    def user_type(self) -> int | None:
        """Kind of user; the values are not documented (`userType`)."""
        return self._wire.get("userType")

    @property
    def main_user_id(self) -> int | None:
        """Number of the main account that this one is a subaccount of; 0 for none (`mainUserId`)."""
        return self._wire.get("mainUserId")

    @property
    def level(self) -> int | None:
        """Level of the account (`level`)."""
        return self._wire.get("level")

    @property
    def picture_lever(self) -> int | None:
        """Level of the account for still pictures, judging by the name (`pictureLever`)."""
        return self._wire.get("pictureLever")

    @property
    def zone(self) -> Zone | None:
        """Zone that the account belongs to (`zone`)."""
        return Zone.read(self._wire.get("zone"))

    @property
    def rmbbalance(self) -> float | None:
        """Balance in CNY (`rmbbalance`)."""
        return self._wire.get("rmbbalance")

    @property
    def usdbalance(self) -> float | None:
        """Balance in USD (`usdbalance`)."""
        return self._wire.get("usdbalance")

    @property
    def rmb_cumulative(self) -> float | None:
        """Sum of all that was paid in CNY, judging by the name (`rmbCumulative`)."""
        return self._wire.get("rmbCumulative")

    @property
    def usd_cumulative(self) -> float | None:
        """Sum of all that was paid in USD, judging by the name (`usdCumulative`)."""
        return self._wire.get("usdCumulative")

    @property
    def credit(self) -> float | None:
        """Credit that the account may use, in its currency (`credit`)."""
        return self._wire.get("credit")

    @property
    def coupon(self) -> float | None:
        """Worth of the coupons left, in the account's currency (`coupon`)."""
        return self._wire.get("coupon")

    @property
    def description(self) -> str | None:
        """Remark about the account (`description`)."""
        return self._wire.get("description")

    @property
    def country(self) -> str | None:
        """Country (`country`)."""
        return self._wire.get("country")

    @property
    def city(self) -> str | None:
        """Province and city (`city`)."""
        return self._wire.get("city")

    @property
    def address(self) -> str | None:
        """Postal address; empty if none was given (`address`)."""
        return self._wire.get("address")

    @property
    def cpu_price(self) -> float | None:
        """Price of rendering on processors, in the account's currency; the unit is not documented
        (`cpuPrice`)."""
        return self._wire.get("cpuPrice")

    @property
    def gpu_price(self) -> float | None:
        """Price of rendering on graphics cards, in the account's currency; the unit is not documented
        (`gpuPrice`)."""
        return self._wire.get("gpuPrice")

    @property
    def share_main_capital(self) -> int | None:
        """Whether a subaccount uses the money of the main account, 0 no, 1 yes (`shareMainCapital`)."""
        return self._wire.get("shareMainCapital")

    @property
    def sub_delete_task(self) -> int | None:
        """Whether subaccounts may delete tasks, 0 no, 1 yes (`subDeleteTask`)."""
        return self._wire.get("subDeleteTask")

    @property
    def use_main_balance(self) -> int | None:
        """Whether subaccounts may use balance and credit of the main account, 0 no, 1 yes (`useMainBalance`)."""
        return self._wire.get("useMainBalance")

    @property
    def hide_balance(self) -> int | None:
        """Whether the balance is hidden, 0 no, 1 yes (`hideBalance`)."""
        return self._wire.get("hideBalance")

    @property
    def hide_job_charge(self) -> int | None:
        """Whether the cost of tasks is hidden, 0 no, 1 yes (`hideJobCharge`)."""
        return self._wire.get("hideJobCharge")

    @property
    def use_level_directory(self) -> int | None:
        """Whether directories are nested, judging by the name, 0 no, 1 yes (`useLevelDirectory`)."""
        return self._wire.get("useLevelDirectory")

    @property
    def download_disable(self) -> int | None:
        """Whether downloads are forbidden, 0 no, 1 yes (`downloadDisable`)."""
        return self._wire.get("downloadDisable")

    @property
    def display_subaccount(self) -> int | None:
        """Whether subaccounts are shown, 0 no, 1 yes (`displaySubaccount`)."""
        return self._wire.get("displaySubaccount")

    @property
    def subaccount_limits(self) -> int | None:
        """How many subaccounts there may be (`subaccountLimits`)."""
        return self._wire.get("subaccountLimits")

    @property
    def houdini_flag(self) -> int | None:
        """Switch for Houdini; the values are not documented (`houdiniFlag`)."""
        return self._wire.get("houdiniFlag")

    @property
    def c4d_flag(self) -> int | None:
        """Switch for Cinema 4D; the values are not documented (`c4dFlag`)."""
        return self._wire.get("c4dFlag")

    @property
    def blender_flag(self) -> int | None:
        """Switch for Blender; the values are not documented (`blenderFlag`)."""
        return self._wire.get("blenderFlag")

    @property
    def keyshot_flag(self) -> int | None:
        """Switch for KeyShot; the values are not documented (`keyshotFlag`)."""
        return self._wire.get("keyshotFlag")

    @property
    def student_end_time(self) -> datetime | None:
        """When the student account ends, in milliseconds since the Unix epoch; null for other accounts
        (`studentEndTime`)."""
        return read_milliseconds(self._wire.get("studentEndTime"))

    @property
    def company_site(self) -> str | None:
        """Website of the company; empty if none was given (`companySite`).

        Since edition 2.0.0.
        """
        return self._wire.get("companySite")

    @property
    def gpu_single_discount(self) -> float | None:
        """Discount on a single graphics card, judging by the name (`gpuSingleDiscount`).

        Since edition 2.0.0.
        """
        return self._wire.get("gpuSingleDiscount")

    @property
    def extra_ram_rate(self) -> float | None:
        """Surcharge for additional memory, judging by the name (`extraRamRate`).

        Since edition 2.0.0.
        """
        return self._wire.get("extraRamRate")

    @property
    def sub_delete_capital(self) -> int | None:
        """Whether subaccounts may delete assets, 0 no, 1 yes (`subDeleteCapital`).

        Since edition 2.0.0.
        """
        return self._wire.get("subDeleteCapital")

    @property
    def common_coupon(self) -> float | None:
        """Worth of the common coupons, in the account's currency (`commonCoupon`).

        Since edition 2.0.0.
        """
        return self._wire.get("commonCoupon")

    @property
    def qy_coupon(self) -> float | None:
        """Worth of the coupons for companies, judging by the name, in the account's currency (`qyCoupon`).

        Since edition 2.0.0.
        """
        return self._wire.get("qyCoupon")

    @property
    def common_coupon_count(self) -> int | None:
        """How many common coupons there are (`commonCouponCount`).

        Since edition 2.0.0.
        """
        return self._wire.get("commonCouponCount")

    @property
    def qy_coupon_count(self) -> int | None:
        """How many coupons for companies there are, judging by the name (`qyCouponCount`).

        Since edition 2.0.0.
        """
        return self._wire.get("qyCouponCount")

    @property
    def export_frame_consume(self) -> int | None:
        """Whether the cost of frames may be exported, judging by the name, 0 no, 1 yes (`exportFrameConsume`).

        Since edition 2.0.0.
        """
        return self._wire.get("exportFrameConsume")

    @property
    def available_credit(self) -> float | None:
        """Credit that is left, in the account's currency (`availableCredit`).

        Since edition 2.0.0.
        """
        return self._wire.get("availableCredit")

    @property
    def total_credit(self) -> float | None:
        """Credit in all, in the account's currency (`totalCredit`).

        Since edition 2.0.0.
        """
        return self._wire.get("totalCredit")

    @property
    def inviter_id(self) -> int | None:
        """Number of the account that invited this one; null for none (`inviterId`).

        Since edition 2.0.0.
        """
        return self._wire.get("inviterId")

    @property
    def inviter_name(self) -> str | None:
        """Name of the account that invited this one; null for none (`inviterName`).

        Since edition 2.0.0.
        """
        return self._wire.get("inviterName")

    @property
    def enable_node_details(self) -> int | None:
        """Whether details of machines are shown, judging by the name, 0 no, 1 yes (`enableNodeDetails`).

        Since edition 2.0.0.
        """
        return self._wire.get("enableNodeDetails")

    @property
    def task_node_limit_permission(self) -> int | None:
        """Whether the account may limit the machines of a task, judging by the name, 0 no, 1 yes
        (`taskNodeLimitPermission`).

        Since edition 2.0.0.
        """
        return self._wire.get("taskNodeLimitPermission")
