"""ccxt's ``fetchPositions``.

``contracts`` has no sign, ``side`` gives it; ``collateral`` of an isolated position is what can be
lost with it, so that its assigned margin is ``collateral − unrealizedPnl``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from decimal import Decimal
from typing import Callable, List, Optional

from crossguard import v1
from crossguard.exchange.draft import Holding
from crossguard.exchange.exact_number import EXACT
from crossguard.exchange.json_value import JsonValue, KnownFields

_CONTRACT = re.compile(r"([^/:]+)/([^/:]+):([^/:-]+)(?:-([0-9]{6}))?")
# Dated contracts settle at 08:00 UTC.
_SETTLEMENT = time(8, tzinfo=timezone.utc)

_FIELDS = KnownFields(
    frozenset(
        "symbol side contracts contractSize entryPrice markPrice marginMode leverage collateral"
        " unrealizedPnl hedged".split()
    ),
    frozenset(
        "info id timestamp datetime lastUpdateTimestamp initialMargin initialMarginPercentage"
        " maintenanceMargin maintenanceMarginPercentage notional realizedPnl marginRatio"
        " liquidationPrice breakEvenPrice lastPrice percentage marginType isolated stopLossPrice"
        " takeProfitPrice".split()
    ),
)


@dataclass(frozen=True)
class Contract:
    """What ccxt's unified symbol of a contract says, such as ``BTC/USDT:USDT-250328``."""

    symbol: str
    base: str
    quote: str
    settle: str
    expiry: Optional[date]
    """Day of its settlement; None for a perpetual."""

    @staticmethod
    def of(symbol: JsonValue) -> Contract:
        """Raises where it is no perpetual or future that settles in its base or quote."""
        parts = _CONTRACT.fullmatch(symbol.text())
        if parts is None:
            raise symbol.problem(
                f"{symbol.describe()} is no perpetual or dated future of ccxt, such as"
                " BTC/USDT:USDT; spot and options are not imported"
            )
        base, quote, settle, day = parts.groups()
        if settle not in (base, quote):
            raise symbol.problem(
                f"{symbol.describe()} settles in neither its base nor its quote: not imported"
            )
        return Contract(symbol.text(), base, quote, settle, _day(day, symbol))

    @property
    def is_linear(self) -> bool:
        return self.settle == self.quote

    @property
    def instrument_id(self) -> str:
        """What the rule sets of the service call it."""
        day = "" if self.expiry is None else f"_{self.expiry:%y%m%d}"
        return f"{self.base}{self.quote}{day}"

    def to_instrument(self, multiplier: str, tiers: List[v1.MarginTier]) -> v1.Instrument:
        """The contract under the name that ccxt gives it."""
        kind = v1.Instrument.Kind.PERPETUAL
        payoff = v1.Instrument.Payoff.LINEAR if self.is_linear else v1.Instrument.Payoff.INVERSE
        instrument = v1.Instrument(
            instrument_id=self.symbol,
            kind=kind if self.expiry is None else v1.Instrument.Kind.FUTURE,
            payoff=payoff,
            root=self.base,
            settlement_asset=self.settle,
            multiplier=multiplier,
            requirement=v1.Requirement(marginal_tiers=v1.MarginalTiers(tiers=tiers)),
        )
        if self.expiry is not None:
            settled = datetime.combine(self.expiry, _SETTLEMENT)
            instrument.expiry.seconds = int(settled.timestamp())
        return instrument


@dataclass(frozen=True)
class Open:
    """A position that is open, its contract, and the size of one contract."""

    holding: Holding
    contract: Contract
    contract_size: Decimal


def open_positions(
    response: JsonValue,
    tickers: Optional[JsonValue],
    markets: Optional[JsonValue],
    instrument_id: Callable[[Contract], str],
) -> List[Open]:
    """The positions that are open; venues also list symbols without one.

    :param tickers: by symbol, where positions have no mark price
    :param markets: by symbol, where positions have no contract size
    :param instrument_id: what the rules call a contract
    """
    positions = []
    for row in response.items():
        _FIELDS.check(row)
        contracts = row.stated("contracts")
        if contracts is None:
            raise row.problem("has no contracts")
        size = contracts.decimal()
        if size < 0:
            raise contracts.problem("must not be negative; side has the direction")
        if size > 0:
            positions.append(_open(row, size, tickers, markets, instrument_id))
    return positions


def _open(
    row: JsonValue,
    contracts: Decimal,
    tickers: Optional[JsonValue],
    markets: Optional[JsonValue],
    instrument_id: Callable[[Contract], str],
) -> Open:
    contract = Contract.of(row.field("symbol"))
    side = row.field("side")
    if side.text() not in ("long", "short"):
        raise side.problem(f"must be long or short, is {side.describe()}")
    hedged = row.optional("hedged")
    is_hedged = hedged is not None and hedged.truth()
    holding = Holding(
        position_id=f"{contract.symbol}/{side.text()}" if is_hedged else contract.symbol,
        instrument_id=instrument_id(contract),
        quantity=contracts if side.text() == "long" else contracts.copy_negate(),
        entry_price=row.field("entryPrice").positive(),
        leverage=_leverage(row),
        isolated_margin=_isolated_margin(row),
        mark_price=_of_symbol(row, "markPrice", tickers, contract).positive(),
        at=row,
    )
    return Open(holding, contract, _of_symbol(row, "contractSize", markets, contract).positive())


def _leverage(row: JsonValue) -> Decimal:
    leverage = row.stated("leverage")
    if leverage is None:
        raise row.problem(
            "does not state the leverage: set it from fetchLeverages, as a number such as 10"
        )
    return leverage.positive()


def _isolated_margin(row: JsonValue) -> Optional[Decimal]:
    mode = row.stated("marginMode")
    if mode is None:
        raise row.problem("does not state marginMode: set it to cross or isolated")
    if mode.text() == "cross":
        return None
    if mode.text() != "isolated":
        raise mode.problem(f"must be cross or isolated, is {mode.describe()}")
    collateral = row.field("collateral").decimal()
    return EXACT.subtract(collateral, row.field("unrealizedPnl").decimal())


def _of_symbol(
    row: JsonValue, name: str, others: Optional[JsonValue], contract: Contract
) -> JsonValue:
    value = row.stated(name)
    if value is None and others is not None:
        other = others.optional(contract.symbol)
        value = None if other is None else other.stated(name)
    if value is None:
        raise row.problem(
            f"has no markPrice, and there is none of {contract.symbol} in the tickers; the last"
            " price does not do"
            if name == "markPrice"
            else f"has no contractSize: add markets, with that of {contract.symbol}"
        )
    return value


def _day(digits: Optional[str], symbol: JsonValue) -> Optional[date]:
    if digits is None:
        return None
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise symbol.problem(f"{symbol.describe()} ends with no date") from None
