"""What the service is known to watch, of which another stream can be started at the same state."""

from __future__ import annotations

from typing import Dict, Iterable, Iterator, List, TypeVar

from crossguard import v1

ACCOUNTS_OF_A_MESSAGE = 1000
"""The most accounts that the service takes in one message."""

_BYTES_OF_A_MESSAGE = 2 * 1024 * 1024

_Row = TypeVar("_Row")


class MonitoredState:
    """A snapshot and every update that the service has accepted since."""

    def __init__(self, snapshot: v1.MonitorMarginRequest.Snapshot) -> None:
        self._terms = v1.MonitorMarginRequest.Snapshot()
        self._terms.CopyFrom(snapshot)
        self._terms.ClearField("accounts")
        self._terms.ClearField("market")
        self._prices = Prices()
        self._prices.apply(snapshot.market)
        self._accounts = {account.account_id: account for account in snapshot.accounts}
        self._classes = {
            known.account_id: known for known in snapshot.advice.previous_classes
        }

    def apply(self, update: v1.MonitorUpdate) -> None:
        """Applies an update that the service has accepted."""
        self._prices.apply(update.market)
        for account_id in update.removed_account_ids:
            self._accounts.pop(account_id, None)
            self._classes.pop(account_id, None)
        for account in update.accounts:
            self._accounts[account.account_id] = account
        for delta in update.deltas:
            if delta.account_id in self._accounts:
                self._accounts[delta.account_id] = _applied(self._accounts[delta.account_id], delta)

    def remember(self, told: v1.MonitorMarginResponse.MonitoredAccount) -> None:
        """Remembers the classes of an advice, so that another stream goes on from them."""
        if not told.HasField("advice"):
            return
        known = v1.AccountClasses(account_id=told.advice.account_id)
        for group in told.advice.hedge_groups:
            known.classes.add(
                hedge_group_id=group.hedge_group_id, classification=group.classification
            )
        self._classes[known.account_id] = known

    def messages(self) -> List[v1.MonitorMarginRequest]:
        """What starts a stream at this state: a snapshot, and updates for what is too much for it."""
        first, *others = list(self._parts()) or [[]]
        snapshot = v1.MonitorMarginRequest.Snapshot()
        snapshot.CopyFrom(self._terms)
        snapshot.market.CopyFrom(self._prices.market())
        snapshot.accounts.extend(first)
        if self._terms.HasField("advice"):
            del snapshot.advice.previous_classes[:]
            snapshot.advice.previous_classes.extend(
                self._classes[account.account_id]
                for account in first
                if account.account_id in self._classes
            )
        return [
            v1.MonitorMarginRequest(snapshot=snapshot),
            *(v1.MonitorMarginRequest(update=v1.MonitorUpdate(accounts=part)) for part in others),
        ]

    def _parts(self) -> Iterator[List[v1.Account]]:
        part: List[v1.Account] = []
        size = 0
        for account in self._accounts.values():
            own = account.ByteSize()
            if part and (len(part) == ACCOUNTS_OF_A_MESSAGE or size + own > _BYTES_OF_A_MESSAGE):
                yield part
                part, size = [], 0
            part.append(account)
            size += own
        if part:
            yield part


class Prices:
    """Prices, of which each takes the place of the one before."""

    def __init__(self) -> None:
        self._latest = v1.Market()
        self._marks: Dict[str, v1.MarkPrice] = {}
        self._indexes: Dict[str, v1.IndexPrice] = {}
        self._quotes: Dict[str, v1.OptionQuote] = {}

    def apply(self, news: v1.Market) -> None:
        """Takes prices in."""
        self._marks.update({price.instrument_id: price for price in news.mark_prices})
        self._indexes.update({price.asset: price for price in news.index_prices})
        self._quotes.update({quote.instrument_id: quote for quote in news.option_quotes})
        if news.HasField("as_of"):
            self._latest.as_of.CopyFrom(news.as_of)

    def market(self) -> v1.Market:
        """The latest of each."""
        market = v1.Market(
            mark_prices=self._marks.values(),
            index_prices=self._indexes.values(),
            option_quotes=self._quotes.values(),
        )
        market.MergeFrom(self._latest)
        return market


def _applied(account: v1.Account, delta: v1.AccountDelta) -> v1.Account:
    applied = v1.Account()
    applied.CopyFrom(account)
    applied.ClearField("balances")
    applied.ClearField("positions")
    applied.ClearField("orders")
    applied.balances.extend(
        _merged(account.balances, delta.balances, delta.removed_assets, "asset")
    )
    applied.positions.extend(
        _merged(account.positions, delta.positions, delta.removed_position_ids, "position_id")
    )
    applied.orders.extend(
        _merged(account.orders, delta.orders, delta.removed_order_ids, "order_id")
    )
    return applied


def _merged(
    before: Iterable[_Row], changed: Iterable[_Row], removed: Iterable[str], name: str
) -> Iterable[_Row]:
    rows = {getattr(row, name): row for row in before}
    for gone in set(removed) & set(rows):
        del rows[gone]
    rows.update({getattr(row, name): row for row in changed})
    return rows.values()
