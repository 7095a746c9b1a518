"""ccxt's unified structures as requests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, Iterable, List, Mapping, Optional, Union

from crossguard import v1
from crossguard.exchange import exact_number
from crossguard.exchange.binance import VenueRules, add_balances
from crossguard.exchange.draft import AccountDraft, ImportedAccount
from crossguard.exchange.json_value import BadResponseError, JsonValue, Reading
from crossguard.exchange.positions import Open, open_positions
from crossguard.exchange.tiers import tiers_of

EXCHANGES = ("binance", "binanceusdm")
"""The exchanges that are read here, by ccxt's own names: both are Binance USD-M futures."""

_BY_COMMAND = ("binancecoinm", "bybit", "hyperliquid", "okx")


def from_ccxt(
    exchange: str,
    *,
    balance: Mapping[str, Any],
    positions: Iterable[Mapping[str, Any]],
    tiers: Optional[Mapping[str, Any]] = None,
    tickers: Optional[Mapping[str, Any]] = None,
    markets: Optional[Mapping[str, Any]] = None,
    account_id: str = "ccxt",
    rule_set_id: Optional[str] = None,
    index_prices: Optional[Mapping[str, Union[str, Decimal]]] = None,
    without_orders: bool = False,
    round_floats: bool = False,
    ignore: Iterable[str] = (),
) -> ImportedAccount:
    """Turns what ccxt answers about an account into requests, digit by digit.

    Of the balance its ``info`` is read: ``total`` means something else at each venue. Where tiers
    are given, the request brings rules of its own; where none are, it names the rule set of the
    service for the venue. A field that could change a figure and is not understood is an error.

    :param exchange: ccxt's name of the exchange: ``binance`` or ``binanceusdm``
    :param balance: of ``fetch_balance()``
    :param positions: of ``fetch_positions()``
    :param tiers: of ``fetch_leverage_tiers()``
    :param tickers: of ``fetch_mark_prices()`` or ``fetch_tickers()``: marks, if positions lack them
    :param markets: by symbol: contract sizes, if positions lack them
    :param account_id: name for the account
    :param rule_set_id: rule set of the service to evaluate under, whatever tiers are given
    :param index_prices: prices of assets in the quote currency of the rules; each positive
    :param without_orders: leave open orders out: what they need is then missing from initial margins
    :param round_floats: round numbers of more than 15 digits to 15, not refuse them
    :param ignore: names of fields that are taken as not there, wherever they stand
    :raises BadResponseError: if the responses can't become a request; it says what to change
    """
    if exchange not in EXCHANGES:
        raise _other_exchange(exchange)
    reading = Reading(frozenset(ignore), round_floats)
    wallets = JsonValue("balance", balance, reading)
    tier_table = None if tiers is None else JsonValue("tiers", tiers, reading)
    draft = AccountDraft(account_id, _prices(index_prices or {}))
    raw = wallets.optional("info")
    if raw is None:
        raise wallets.problem("has no info: total alone does not say what is in it")
    rules = add_balances(draft, raw, without_orders)

    named = tier_table is None or rule_set_id is not None
    held = open_positions(
        JsonValue("positions", list(positions), reading),
        None if tickers is None else JsonValue("tickers", tickers, reading),
        None if markets is None else JsonValue("markets", markets, reading),
        lambda contract: contract.instrument_id if named else contract.symbol,
    )
    for position in held:
        if not position.contract.is_linear:
            raise position.holding.at.problem(
                f"{position.contract.symbol} is coin-margined: its wallets are another account"
            )
        draft.position(position.holding, position.contract.settle)
    if rule_set_id is not None:
        return draft.under(rule_set_id, rules.quote_currency)
    if tier_table is None:
        return _under_shipped_rules(draft, rules, held)
    return _under_own_rules(draft, rules, held, tier_table)


def _other_exchange(exchange: str) -> BadResponseError:
    if exchange in _BY_COMMAND:
        rule = (
            f"{exchange} is read by the command crossguard import ccxt --exchange {exchange}, which"
            " from_ccxt_by_command runs"
        )
    else:
        known = ", ".join(sorted((*EXCHANGES, *_BY_COMMAND)))
        rule = f"must be one of {known}, is {exchange}"
    return BadResponseError("exchange", rule)


def _under_shipped_rules(
    draft: AccountDraft, rules: VenueRules, positions: List[Open]
) -> ImportedAccount:
    for position in positions:
        rules.require(position.holding.instrument_id, position.holding.at)
    draft.note(rules.note())
    return draft.under(rules.rule_set_id, rules.quote_currency)


def _under_own_rules(
    draft: AccountDraft, rules: VenueRules, positions: List[Open], tiers: JsonValue
) -> ImportedAccount:
    rules.refuse_pooled(tiers)
    rule_set = rules.conventions("leverage tiers by ccxt")
    instruments: Dict[str, v1.Instrument] = {}
    sizes: Dict[str, Decimal] = {}
    for position in positions:
        symbol = position.contract.symbol
        at = position.holding.at
        if sizes.setdefault(symbol, position.contract_size) != position.contract_size:
            raise at.problem(f"the contract size of {symbol} is another than before")
        if symbol not in instruments:
            instruments[symbol] = position.contract.to_instrument(
                at.wire(position.contract_size), tiers_of(tiers, symbol, at)
            )
    rule_set.instruments.extend(instruments.values())
    if draft.sole_asset is not None:
        rule_set.quote_currency = draft.sole_asset
    return draft.under(rule_set, rule_set.quote_currency)


def _prices(index_prices: Mapping[str, Union[str, Decimal]]) -> Dict[str, Decimal]:
    prices = {}
    for asset, price in index_prices.items():
        number = exact_number.parsed(str(price))
        if number is None or number <= 0 or not exact_number.fits_the_wire(number):
            raise BadResponseError(
                "index_prices", f"{asset} must be a positive decimal of plain digits, is {price}"
            )
        prices[asset] = number
    return prices
