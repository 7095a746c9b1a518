"""What ccxt does not unify: the wallets of Binance USD-M futures, and the rules beside the tiers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import FrozenSet, List

from google.protobuf import json_format

from crossguard import v1
from crossguard.exchange.draft import AccountDraft
from crossguard.exchange.exact_number import EXACT, plain
from crossguard.exchange.json_value import JsonValue, KnownFields

# The instruments that the rule sets of the service have.
_INSTRUMENTS = frozenset({"BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT", "BNBUSDT"})

_ORDERS = (
    "open orders need margin, and they are not imported: cancel them and take the response again,"
    " or add without_orders=True"
)

# All of these follow from wallets, positions and prices, or say what the owner may do.
_ACCOUNT = frozenset(
    "feeTier feeBurn canTrade canDeposit canWithdraw updateTime tradeGroupId totalInitialMargin"
    " totalMaintMargin totalWalletBalance totalUnrealizedProfit totalMarginBalance"
    " totalPositionInitialMargin totalCrossWalletBalance totalCrossUnPnl availableBalance"
    " maxWithdrawAmount".split()
)
_ASSET = frozenset(
    "walletBalance unrealizedProfit marginBalance maintMargin initialMargin positionInitialMargin"
    " crossUnPnl availableBalance maxWithdrawAmount updateTime".split()
)


@dataclass(frozen=True)
class VenueRules:
    """The rules of a venue beside its tiers, and the rule set of the service that has both."""

    rule_set_id: str
    as_of: str
    """Day that its tiers are of."""

    quote_currency: str
    """What its totals are in."""

    pooled: bool
    """Whether it has one pool over all assets, with haircuts."""

    def conventions(self, source: str) -> v1.RuleSet:
        """The rules without tiers, with where the tiers are from."""
        file = resources.files("crossguard.exchange").joinpath("binance-usdm.json")
        rules = json_format.Parse(file.read_text("utf-8"), v1.RuleSet())
        rules.rule_set_id = "binance-usdm-imported"
        rules.version = "imported"
        rules.source = f"Tiers: {source}. The rest is that of the rule set {self.rule_set_id}."
        rules.quote_currency = self.quote_currency
        return rules

    def refuse_pooled(self, tiers: JsonValue) -> None:
        """Refuses tiers where one pool has haircuts: no response states those."""
        if self.pooled:
            raise tiers.problem(
                "can't be taken where one pool stands behind all positions, whose collateral rates"
                f" no response states: leave it out for the rule set {self.rule_set_id}, or name"
                " rules of your own with rule_set_id"
            )

    def require(self, instrument_id: str, at: JsonValue) -> None:
        """Refuses an instrument that the rule set of the service does not have."""
        if instrument_id not in _INSTRUMENTS:
            raise at.problem(
                f"{instrument_id} is not among the instruments of the rule set"
                f" {self.rule_set_id}: add tiers"
            )

    def note(self) -> str:
        """What whoever imports should know where no tiers were given."""
        return (
            f"Tiers are those of the rule set {self.rule_set_id}, of {self.as_of}; tiers takes the"
            " venue's own of today."
        )


_SINGLE_ASSET = VenueRules("binance-usdm-2026-09", "2026-09-16", "USDT", False)
_MULTI_ASSETS = VenueRules("binance-usdm-multi-asset-2026-09", "2026-09-16", "USD", True)


def add_balances(draft: AccountDraft, account: JsonValue, without_orders: bool) -> VenueRules:
    """Adds the cross wallets: deposits and realized profit and loss, without isolated wallets.

    :param account: the venue's own response, ``/fapi/v2/account`` or ``v3``
    :returns: the rules that an account like this is under
    """
    _refuse_others(account)
    own = frozenset({"assets", "positions", "multiAssetsMargin"})
    _known(own, _ACCOUNT, "totalOpenOrderInitialMargin", without_orders).check(account)
    assets = account.field("assets").items()
    wallet_fields = frozenset({"asset", "crossWalletBalance", "marginAvailable"})
    for asset in assets:
        _known(wallet_fields, _ASSET, "openOrderInitialMargin", without_orders).check(asset)
    pooled = _is_pooled(account, assets)
    for asset in assets:
        wallet = asset.field("crossWalletBalance")
        if pooled and wallet.decimal() != 0:
            available = asset.optional("marginAvailable")
            if available is not None and not available.truth():
                raise wallet.problem(
                    "is no collateral (marginAvailable is false), which the collateral rates of the"
                    " service do not say: leave the row out"
                )
        draft.balance(asset.field("asset").text(), wallet.decimal(), wallet)
    return _MULTI_ASSETS if pooled else _SINGLE_ASSET


def _is_pooled(account: JsonValue, assets: List[JsonValue]) -> bool:
    """Whether the account is in multi-assets mode.

    The third version of the account does not say so. Its totals tell: in single-asset mode they are
    those of USDT alone.
    """
    mode = account.optional("multiAssetsMargin")
    if mode is not None:
        return mode.truth()
    total = account.stated("totalCrossWalletBalance")
    if total is not None:
        usdt = Decimal(0)
        for asset in assets:
            if asset.field("asset").text() == "USDT":
                usdt = EXACT.add(usdt, asset.field("crossWalletBalance").decimal())
        if total.decimal() != usdt:
            raise total.problem(
                f"is {total.describe()}, not the {plain(usdt)} of USDT: the account seems to be in"
                " multi-assets mode, and does not state multiAssetsMargin; add that of GET"
                " /fapi/v1/accountConfig, or take /fapi/v2/account"
            )
    return False


def _known(
    read: FrozenSet[str], harmless: FrozenSet[str], orders: str, without_orders: bool
) -> KnownFields:
    if without_orders:
        return KnownFields(read, harmless | {orders})
    return KnownFields(read, harmless, {orders: _ORDERS})


def _refuse_others(account: JsonValue) -> None:
    if account.is_array:
        raise account.problem("is a list of balances; the response of /account is needed")
    if account.optional("code") is not None and account.optional("msg") is not None:
        raise account.problem(f"is an error of the venue: {account.field('msg').describe()}")
    if account.optional("balances") is not None:
        raise account.problem("is a spot account; that of futures is needed")
    if account.optional("uniMMR") is not None or account.optional("accountEquity") is not None:
        raise account.problem(
            "is a portfolio margin account: its margin spans wallets that are not in it"
        )
