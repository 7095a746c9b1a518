"""Collects what an account consists of, and refuses what does not fit together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Mapping, Optional, Set, Tuple, TypeVar, Union

from crossguard import v1
from crossguard.exchange.exact_number import plain
from crossguard.exchange.json_value import JsonValue

_Request = TypeVar(
    "_Request",
    v1.RecommendMarginModesRequest,
    v1.RecommendOrderModeRequest,
    v1.MonitorMarginRequest.Snapshot,
)


@dataclass(frozen=True)
class ImportedAccount:
    """An account of a venue with its market and its rules."""

    evaluation: v1.EvaluateMarginRequest
    """Asks for its margin."""

    notes: Tuple[str, ...]
    """What whoever imports should know of what was taken from where, a sentence each."""

    def advice(self) -> v1.RecommendMarginModesRequest:
        """Asks for advice on its margin modes. Add volatilities to the ``risk_inputs``."""
        request = v1.RecommendMarginModesRequest(
            account=self.evaluation.account, market=self.evaluation.market
        )
        return self._under_its_rules(request)

    def order(
        self, trade: v1.IntendedTrade, *, mark_price: Optional[str] = None
    ) -> v1.RecommendOrderModeRequest:
        """Asks in which mode to open a trade. Add volatilities to the ``risk_inputs``.

        The rules must have the contract: those of tiers have what is held, those that the service
        knows by name have what the venue lists.

        :param mark_price: that of the contract, in plain digits, where no position has it
        """
        request = v1.RecommendOrderModeRequest(
            account=self.evaluation.account, market=self.evaluation.market, trade=trade
        )
        priced = {mark.instrument_id for mark in request.market.mark_prices}
        if mark_price is not None and trade.instrument_id not in priced:
            request.market.mark_prices.add(instrument_id=trade.instrument_id, price=mark_price)
        return self._under_its_rules(request)

    def snapshot(self) -> v1.MonitorMarginRequest:
        """The first message of a stream that watches it. It may have levels, a period and more."""
        snapshot = v1.MonitorMarginRequest.Snapshot(
            accounts=[self.evaluation.account], market=self.evaluation.market
        )
        return v1.MonitorMarginRequest(sequence=1, snapshot=self._under_its_rules(snapshot))

    def _under_its_rules(self, request: _Request) -> _Request:
        if self.evaluation.HasField("rule_set"):
            request.rule_set.CopyFrom(self.evaluation.rule_set)
        else:
            request.rule_set_id = self.evaluation.rule_set_id
        return request


@dataclass(frozen=True)
class Holding:
    """A position as a venue states it."""

    position_id: str
    instrument_id: str
    quantity: Decimal
    """In contracts: positive is long, negative is short."""

    entry_price: Decimal
    leverage: Decimal
    isolated_margin: Optional[Decimal]
    """Margin assigned to it, without unrealized profit and loss; None in cross."""

    mark_price: Decimal
    at: JsonValue
    """Where it stands in the response."""


class AccountDraft:
    """Collects what an account consists of, and refuses what does not fit together."""

    def __init__(self, account_id: str, index_prices: Mapping[str, Decimal]) -> None:
        self._account = v1.Account(account_id=account_id)
        self._market = v1.Market()
        self._index_prices = index_prices
        self._assets: Dict[str, JsonValue] = {}
        self._balances: Set[str] = set()
        self._position_ids: Set[str] = set()
        self._marks: Dict[str, Decimal] = {}
        self._notes: List[str] = []

    @property
    def sole_asset(self) -> Optional[str]:
        """The asset that is held and settled in, where it is one alone."""
        return next(iter(self._assets)) if len(self._assets) == 1 else None

    def balance(self, asset: str, quantity: Decimal, at: JsonValue) -> None:
        """Adds the cross wallet of an asset; one of zero is left out."""
        if asset in self._balances:
            raise at.problem(f"the asset {asset} is there twice")
        self._balances.add(asset)
        if quantity != 0:
            self._assets.setdefault(asset, at)
            self._account.balances.add(asset=asset, quantity=at.wire(quantity))

    def position(self, holding: Holding, settlement_asset: str) -> None:
        """Adds a position and its mark price."""
        at = holding.at
        if holding.position_id in self._position_ids:
            raise at.problem(f"the position {holding.position_id} is there twice")
        self._position_ids.add(holding.position_id)
        self._assets.setdefault(settlement_asset, at)
        self._mark(holding.instrument_id, holding.mark_price, at)
        position = self._account.positions.add(
            position_id=holding.position_id,
            instrument_id=holding.instrument_id,
            quantity=at.wire(holding.quantity),
            entry_price=at.wire(holding.entry_price),
            leverage=at.wire(holding.leverage),
        )
        if holding.isolated_margin is None:
            position.cross.SetInParent()
        else:
            position.isolated.margin = at.wire(holding.isolated_margin)

    def note(self, sentence: str) -> None:
        """Adds a sentence that whoever imports should know."""
        self._notes.append(sentence)

    def under(self, rules: Union[str, v1.RuleSet], quote_currency: str) -> ImportedAccount:
        """The account under rules that the service knows by name, or rules of its own."""
        for asset, at in self._assets.items():
            if asset == quote_currency:
                continue
            if asset not in self._index_prices:
                raise at.problem(
                    f"the price of {asset} in {quote_currency} is needed for the totals: add"
                    f' index_prices={{"{asset}": "PRICE"}}'
                )
            price = at.wire(self._index_prices[asset])
            self._market.index_prices.add(asset=asset, price=price)
        request = v1.EvaluateMarginRequest(account=self._account, market=self._market)
        if isinstance(rules, str):
            request.rule_set_id = rules
        else:
            request.rule_set.CopyFrom(rules)
        return ImportedAccount(request, tuple(self._notes))

    def _mark(self, instrument_id: str, price: Decimal, at: JsonValue) -> None:
        before = self._marks.setdefault(instrument_id, price)
        if before != price:
            raise at.problem(
                f"the mark price of {instrument_id} is {plain(price)} here and {plain(before)}"
                " before: take the response again"
            )
        if len(self._market.mark_prices) < len(self._marks):
            self._market.mark_prices.add(instrument_id=instrument_id, price=at.wire(price))
