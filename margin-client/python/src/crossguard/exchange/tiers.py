"""ccxt's ``fetchLeverageTiers`` as tiers of a rule set.

What is taken off notional × rate is not unified; it follows from floors and rates, and where the
venue's own response in ``info`` states it, the service checks that it does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import List

from crossguard import v1
from crossguard.exchange.exact_number import plain
from crossguard.exchange.json_value import JsonValue, KnownFields

_FIELDS = KnownFields(
    frozenset({"minNotional", "maxNotional", "maintenanceMarginRate", "maxLeverage", "info"}),
    frozenset({"tier", "symbol", "currency"}),
)


def tiers_of(response: JsonValue, symbol: str, at: JsonValue) -> List[v1.MarginTier]:
    """The tiers of a symbol in rising order, whatever order the venue states them in.

    :param at: what asks for them
    :raises BadResponseError: if they are missing, do not start at zero, leave a gap or overlap
    """
    table = response.optional(symbol)
    if table is None:
        raise at.problem(f"{symbol} is not in {response.place}")
    rows = table.items()
    if not rows:
        raise table.problem("has no tiers")
    tiers = []
    for row in rows:
        _FIELDS.check(row)
        tiers.append((row.field("minNotional").decimal(), row, _tier(row)))
    tiers.sort(key=lambda tier: tier[0])
    expected = Decimal(0)
    for index, (floor, row, _) in enumerate(tiers):
        if floor != expected:
            raise row.problem(
                f"starts at {plain(floor)} where {plain(expected)} is expected: the tiers leave a"
                " gap or overlap"
            )
        # That of the last tier is not read: venues write there what means no end.
        if index + 1 < len(tiers):
            cap = row.optional("maxNotional")
            expected = tiers[index + 1][0] if cap is None else cap.positive()
    return [message for _, _, message in tiers]


def _tier(row: JsonValue) -> v1.MarginTier:
    tier = v1.MarginTier(
        notional_floor=row.wire(row.field("minNotional").decimal()),
        maintenance_rate=row.wire(row.field("maintenanceMarginRate").decimal()),
        max_leverage=row.wire(row.field("maxLeverage").positive()),
    )
    info = row.optional("info")
    deduction = None if info is None else info.stated("cum")
    if deduction is not None:
        tier.maintenance_deduction = row.wire(deduction.decimal())
    return tier
