import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Instrument_Kind, Instrument_Payoff, InstrumentSchema } from "../gen/index.js";
import type { Instrument, MarginTier } from "../gen/index.js";
import type { Decimal } from "./decimal.js";
import type { Holding } from "./draft.js";
import { checkFields } from "./json-value.js";
import type { JsonValue } from "./json-value.js";

const CONTRACT = /^([^/:]+)\/([^/:]+):([^/:-]+)(?:-([0-9]{6}))?$/;
// Dated contracts settle at 08:00 UTC.
const SETTLEMENT_HOUR = 8;

const FIELDS = {
  read: (
    "symbol side contracts contractSize entryPrice markPrice marginMode leverage collateral" +
    " unrealizedPnl hedged"
  ).split(" "),
  harmless: (
    "info id timestamp datetime lastUpdateTimestamp initialMargin initialMarginPercentage" +
    " maintenanceMargin maintenanceMarginPercentage notional realizedPnl marginRatio" +
    " liquidationPrice breakEvenPrice lastPrice percentage marginType isolated stopLossPrice" +
    " takeProfitPrice"
  ).split(" "),
};

/** What ccxt's unified symbol of a contract says, such as `BTC/USDT:USDT-250328`. */
export interface Contract {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
  /** Day of its settlement as yyMMdd; undefined for a perpetual. */
  readonly day: string | undefined;
  readonly settledAt: Date | undefined;
}

/** A position that is open, its contract, and the size of one contract. */
export interface Open {
  readonly holding: Holding;
  readonly contract: Contract;
  readonly contractSize: Decimal;
}

/** What positions are read with. */
export interface Beside {
  /** By symbol, where positions have no mark price. */
  readonly tickers: JsonValue | undefined;
  /** By symbol, where positions have no contract size. */
  readonly markets: JsonValue | undefined;
  /** What the rules call a contract. */
  readonly instrumentId: (contract: Contract) => string;
}

/** What the rule sets of the service call a contract. */
export function shippedName({ base, quote, day }: Contract): string {
  return `${base}${quote}${day === undefined ? "" : `_${day}`}`;
}

/** The contract under the name that ccxt gives it. */
export function toInstrument(
  contract: Contract,
  multiplier: string,
  tiers: MarginTier[],
): Instrument {
  const { settledAt } = contract;
  return create(InstrumentSchema, {
    instrumentId: contract.symbol,
    kind: settledAt === undefined ? Instrument_Kind.PERPETUAL : Instrument_Kind.FUTURE,
    payoff:
      contract.settle === contract.quote ? Instrument_Payoff.LINEAR : Instrument_Payoff.INVERSE,
    root: contract.base,
    settlementAsset: contract.settle,
    multiplier,
    requirement: { kind: { case: "marginalTiers", value: { tiers } } },
    ...(settledAt && { expiry: timestampFromDate(settledAt) }),
  });
}

/**
 * The positions of ccxt's `fetchPositions` that are open; venues also list symbols without one.
 * `contracts` has no sign, `side` gives it; `collateral` of an isolated position is what can be lost
 * with it, so that its assigned margin is `collateral − unrealizedPnl`.
 */
export function openPositions(response: JsonValue, beside: Beside): Open[] {
  const positions: Open[] = [];
  for (const row of response.items()) {
    checkFields(row, FIELDS);
    const contracts = row.stated("contracts");
    if (contracts === undefined) {
      throw row.problem("has no contracts");
    }
    const size = contracts.decimal();
    if (size.sign < 0) {
      throw contracts.problem("must not be negative; side has the direction");
    }
    if (size.sign > 0) {
      positions.push(open(row, size, beside));
    }
  }
  return positions;
}

function open(row: JsonValue, contracts: Decimal, beside: Beside): Open {
  const contract = contractOf(row.field("symbol"));
  const side = row.field("side");
  const direction = side.text();
  if (direction !== "long" && direction !== "short") {
    throw side.problem(`must be long or short, is ${side.describe()}`);
  }
  const hedged = row.optional("hedged")?.truth() ?? false;
  const holding = {
    positionId: hedged ? `${contract.symbol}/${direction}` : contract.symbol,
    instrumentId: beside.instrumentId(contract),
    quantity: direction === "long" ? contracts : contracts.negated(),
    entryPrice: row.field("entryPrice").positive(),
    leverage: leverage(row),
    isolatedMargin: isolatedMargin(row),
    markPrice: markPrice(row, contract, beside.tickers),
    at: row,
  };
  return { holding, contract, contractSize: contractSize(row, contract, beside.markets) };
}

function leverage(row: JsonValue): Decimal {
  const value = row.stated("leverage");
  if (value === undefined) {
    throw row.problem(
      "does not state the leverage: set it from fetchLeverages, as a number such as 10",
    );
  }
  return value.positive();
}

function isolatedMargin(row: JsonValue): Decimal | undefined {
  const mode = row.stated("marginMode");
  if (mode === undefined) {
    throw row.problem("does not state marginMode: set it to cross or isolated");
  }
  switch (mode.text()) {
    case "cross":
      return undefined;
    case "isolated":
      return row.field("collateral").decimal().minus(row.field("unrealizedPnl").decimal());
    default:
      throw mode.problem(`must be cross or isolated, is ${mode.describe()}`);
  }
}

function markPrice(row: JsonValue, { symbol }: Contract, tickers: JsonValue | undefined): Decimal {
  const value = row.stated("markPrice") ?? tickers?.optional(symbol)?.stated("markPrice");
  if (value === undefined) {
    throw row.problem(
      `has no markPrice, and there is none of ${symbol} in the tickers; the last price does not do`,
    );
  }
  return value.positive();
}

function contractSize(
  row: JsonValue,
  { symbol }: Contract,
  markets: JsonValue | undefined,
): Decimal {
  const value = row.stated("contractSize") ?? markets?.optional(symbol)?.stated("contractSize");
  if (value === undefined) {
    throw row.problem(`has no contractSize: add markets, with that of ${symbol}`);
  }
  return value.positive();
}

function contractOf(symbol: JsonValue): Contract {
  const [, base, quote, settle, day] = CONTRACT.exec(symbol.text()) ?? [];
  if (base === undefined || quote === undefined || settle === undefined) {
    throw symbol.problem(
      `${symbol.describe()} is no perpetual or dated future of ccxt, such as BTC/USDT:USDT; spot and` +
        " options are not imported",
    );
  }
  if (settle !== base && settle !== quote) {
    throw symbol.problem(
      `${symbol.describe()} settles in neither its base nor its quote: not imported`,
    );
  }
  const settledAt = day === undefined ? undefined : settlement(day, symbol);
  return { symbol: symbol.text(), base, quote, settle, day, settledAt };
}

function settlement(day: string, symbol: JsonValue): Date {
  const [year, month, date] = [day.slice(0, 2), day.slice(2, 4), day.slice(4)].map(Number);
  const settledAt = new Date(
    Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, date ?? 0, SETTLEMENT_HOUR),
  );
  // A day that there is none of would be one of the next month.
  if (settledAt.toISOString().slice(2, 10).replaceAll("-", "") !== day) {
    throw symbol.problem(`${symbol.describe()} ends with no date`);
  }
  return settledAt;
}
