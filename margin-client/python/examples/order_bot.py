"""Asks in which margin mode to open a trade, and prints what it would send to the exchange.

    order_bot.py [TARGET]

TARGET is where the service is; localhost:50051 unless it is said.
"""

from __future__ import annotations

import json
import sys
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Iterator

from crossguard import MarginClient, from_ccxt, v1

SYMBOLS = {"BTCUSDT": "BTC/USDT:USDT", "SOLUSDT": "SOL/USDT:USDT"}
"""ccxt's symbols by the names that the venue gives its contracts."""

MODES = {v1.Change.Mode.CROSS: "cross", v1.Change.Mode.ISOLATED: "isolated"}


def main(target: str) -> None:
    # A bot has these from ccxt: exchange.fetch_balance() and exchange.fetch_positions().
    recorded = Path(__file__).parent.parent.parent / "examples" / "ccxt-binance-usdm.json"
    responses = json.loads(recorded.read_text(encoding="utf-8"))
    if any(position.get("hedged") for position in responses["positions"]):
        raise NotImplementedError("this bot trades in one-way mode, and the account hedges")
    account = from_ccxt(
        "binanceusdm", balance=responses["balance"], positions=responses["positions"]
    )

    trade = v1.IntendedTrade(instrument_id="SOLUSDT", quantity="400", leverage="10")
    request = account.order(trade, mark_price="150")
    request.risk_inputs.daily_volatilities.add(root="BTC", volatility="0.03")
    request.risk_inputs.daily_volatilities.add(root="SOL", volatility="0.05")

    with MarginClient(target) as client:
        answer = client.recommend_order_mode(request)

    print(answer.summary)
    for reason in answer.reasons:
        print(f"- {reason.message}")
    print("To the exchange:")
    for step in answer.plan.steps:
        for call in calls(step.change):
            print(f"  {call}")
    if not answer.plan.steps:
        print("  nothing")


def calls(change: v1.Change) -> Iterator[str]:
    """What a step of the plan is at the exchange, as calls of ccxt."""
    kind = change.WhichOneof("kind")
    if kind == "trade":
        yield from trade_calls(change.trade)
    elif kind == "to_isolated":
        yield f"set_margin_mode('isolated', {change.to_isolated.position_id!r})"
    elif kind == "to_cross":
        yield f"set_margin_mode('cross', {change.to_cross.position_id!r})"
    elif kind == "set_leverage":
        step = change.set_leverage
        yield f"set_leverage({step.leverage}, {step.position_id!r})"
    elif kind == "adjust_isolated_margin":
        moved = change.adjust_isolated_margin
        amount = payable(Decimal(moved.amount))
        name = "add_margin" if amount > 0 else "reduce_margin"
        yield f"{name}({moved.position_id!r}, {abs(amount)})"
    else:
        # What a bot does not know it must not guess.
        raise NotImplementedError(f"a step of the plan that this bot can't carry out: {kind}")


def trade_calls(trade: v1.Change.Trade) -> Iterator[str]:
    """An order, with the mode before it, and the margin behind it."""
    symbol = SYMBOLS[trade.instrument_id]
    quantity = Decimal(trade.quantity)
    if trade.mode in MODES:
        yield f"set_margin_mode({MODES[trade.mode]!r}, {symbol!r})"
    if trade.leverage:
        yield f"set_leverage({trade.leverage}, {symbol!r})"
    side = "buy" if quantity > 0 else "sell"
    yield f"create_order({symbol!r}, 'market', {side!r}, {abs(quantity)})"
    if trade.margin:
        # The venue takes the initial margin by itself; the advice asks for this much in all.
        taken = abs(quantity) * Decimal(trade.price) / Decimal(trade.leverage)
        rest = payable(Decimal(trade.margin) - taken)
        if rest > 0:
            yield f"add_margin({symbol!r}, {rest})"


def payable(amount: Decimal) -> Decimal:
    """An amount in the eight places that the venue moves, rounded towards zero."""
    return amount.quantize(Decimal("1e-8"), ROUND_DOWN)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "localhost:50051")
