import { clone, create, toBinary } from "@bufbuild/protobuf";
import * as v1 from "./gen/index.js";

/** The most accounts that the service takes in one message. */
const ACCOUNTS_OF_A_MESSAGE = 1000;
const BYTES_OF_A_MESSAGE = 2 * 1024 * 1024;

/** What the service is known to watch: a snapshot, and every update that it has accepted since. */
export class MonitoredState {
  readonly #terms: v1.MonitorMarginRequest_Snapshot;
  readonly #prices = new Prices();
  readonly #accounts: Map<string, v1.Account>;
  readonly #classes: Map<string, v1.AccountClasses>;

  constructor(snapshot: v1.MonitorMarginRequest_Snapshot) {
    this.#terms = clone(v1.MonitorMarginRequest_SnapshotSchema, snapshot);
    this.#prices.apply(this.#terms.market);
    this.#accounts = byName(this.#terms.accounts, (account) => account.accountId);
    this.#classes = byName(this.#terms.advice?.previousClasses ?? [], (known) => known.accountId);
    this.#terms.accounts = [];
  }

  /** Applies an update that the service has accepted. */
  apply(update: v1.MonitorUpdate): void {
    this.#prices.apply(update.market);
    for (const accountId of update.removedAccountIds) {
      this.#accounts.delete(accountId);
      this.#classes.delete(accountId);
    }
    for (const account of update.accounts) {
      this.#accounts.set(account.accountId, account);
    }
    for (const delta of update.deltas) {
      const account = this.#accounts.get(delta.accountId);
      if (account !== undefined) {
        this.#accounts.set(delta.accountId, applied(account, delta));
      }
    }
  }

  /** Remembers the classes of an advice, so that another stream goes on from them. */
  remember({ advice }: v1.MonitorMarginResponse_MonitoredAccount): void {
    if (advice !== undefined) {
      const { accountId, hedgeGroups } = advice;
      const classes = hedgeGroups.map(({ hedgeGroupId, classification }) => ({
        hedgeGroupId,
        classification,
      }));
      this.#classes.set(accountId, create(v1.AccountClassesSchema, { accountId, classes }));
    }
  }

  /** What starts a stream at this state: a snapshot, and updates for what is too much for it. */
  messages(): v1.MonitorMarginRequest[] {
    const [accounts = [], ...others] = this.#parts();
    const snapshot = clone(v1.MonitorMarginRequest_SnapshotSchema, this.#terms);
    snapshot.accounts = accounts;
    snapshot.market = this.#prices.market();
    if (snapshot.advice !== undefined) {
      snapshot.advice.previousClasses = this.#classesOf(accounts);
    }
    return [
      create(v1.MonitorMarginRequestSchema, { kind: { case: "snapshot", value: snapshot } }),
      ...others.map((part) =>
        create(v1.MonitorMarginRequestSchema, {
          kind: { case: "update", value: { accounts: part } },
        }),
      ),
    ];
  }

  #classesOf(accounts: v1.Account[]): v1.AccountClasses[] {
    return accounts.flatMap(({ accountId }) => this.#classes.get(accountId) ?? []);
  }

  #parts(): v1.Account[][] {
    const parts: v1.Account[][] = [];
    let part: v1.Account[] = [];
    let size = 0;
    for (const account of this.#accounts.values()) {
      const own = toBinary(v1.AccountSchema, account).length;
      const isFull = part.length === ACCOUNTS_OF_A_MESSAGE || size + own > BYTES_OF_A_MESSAGE;
      if (part.length === 0 || isFull) {
        part = [];
        parts.push(part);
        size = 0;
      }
      part.push(account);
      size += own;
    }
    return parts;
  }
}

/** Prices, of which each takes the place of the one before. */
export class Prices {
  readonly #marks = new Map<string, v1.MarkPrice>();
  readonly #indexes = new Map<string, v1.IndexPrice>();
  readonly #quotes = new Map<string, v1.OptionQuote>();
  #asOf: v1.Market["asOf"];

  /** Takes prices in. */
  apply(news: v1.Market | undefined): void {
    news?.markPrices.forEach((price) => this.#marks.set(price.instrumentId, price));
    news?.indexPrices.forEach((price) => this.#indexes.set(price.asset, price));
    news?.optionQuotes.forEach((quote) => this.#quotes.set(quote.instrumentId, quote));
    this.#asOf = news?.asOf ?? this.#asOf;
  }

  /** The latest of each. */
  market(): v1.Market {
    return create(v1.MarketSchema, {
      markPrices: [...this.#marks.values()],
      indexPrices: [...this.#indexes.values()],
      optionQuotes: [...this.#quotes.values()],
      ...(this.#asOf && { asOf: this.#asOf }),
    });
  }
}

function applied(account: v1.Account, delta: v1.AccountDelta): v1.Account {
  const { balances, positions, orders } = account;
  const changed = clone(v1.AccountSchema, account);
  changed.balances = merged(balances, delta.balances, delta.removedAssets, ({ asset }) => asset);
  changed.positions = merged(
    positions,
    delta.positions,
    delta.removedPositionIds,
    ({ positionId }) => positionId,
  );
  changed.orders = merged(orders, delta.orders, delta.removedOrderIds, ({ orderId }) => orderId);
  return changed;
}

function merged<T>(before: T[], changed: T[], removed: string[], name: (row: T) => string): T[] {
  const rows = byName(before, name);
  removed.forEach((gone) => rows.delete(gone));
  changed.forEach((row) => rows.set(name(row), row));
  return [...rows.values()];
}

function byName<T>(rows: T[], name: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [name(row), row]));
}
