import type { Instrument } from "../gen/index.js";
import {
  addBalances,
  conventions,
  note,
  refusePooled,
  requireInstrument,
} from "./binance.js";
import type { VenueRules } from "./binance.js";
import { Decimal } from "./decimal.js";
import { AccountDraft } from "./draft.js";
import type { ImportedAccount } from "./draft.js";
import { BadResponseError, JsonValue } from "./json-value.js";
import { openPositions, shippedName, toInstrument } from "./positions.js";
import type { Open } from "./positions.js";
import { tiersOf } from "./tiers.js";

const EXCHANGES = ["binance", "binanceusdm"];
const BY_COMMAND = ["binancecoinm", "bybit", "hyperliquid", "okx"];

/** What ccxt answers about an account. */
export interface CcxtResponses {
  /** Of `fetchBalance()`. Its `info` is read: `total` means something else at each venue. */
  readonly balance: unknown;
  /** Of `fetchPositions()`. */
  readonly positions: unknown;
  /** Of `fetchLeverageTiers()`. Where there are none, a rule set of the service is named. */
  readonly tiers?: unknown;
  /** Of `fetchMarkPrices()` or `fetchTickers()`: marks, if positions lack them. */
  readonly tickers?: unknown;
  /** By symbol: contract sizes, if positions lack them. */
  readonly markets?: unknown;
}

/** What a caller adds to what ccxt answers. */
export interface CcxtOptions {
  /** Name for the account. Default: `ccxt`. */
  readonly accountId?: string;
  /** Rule set of the service to evaluate under, whatever tiers are given. */
  readonly ruleSetId?: string;
  /** Prices of assets in the quote currency of the rules; each positive, of plain digits. */
  readonly indexPrices?: Readonly<Record<string, string>>;
  /** Leave open orders out: what they need is then missing from initial margins. */
  readonly withoutOrders?: boolean;
  /** Round numbers of more than 15 digits to 15, not refuse them. */
  readonly roundFloats?: boolean;
  /** Names of fields that are taken as not there, wherever they stand. */
  readonly ignore?: readonly string[];
}

/**
 * Turns what ccxt answers about an account into requests, digit by digit. Where tiers are given, the
 * request brings rules of its own; where none are, it names the rule set of the service for the venue.
 * A field that could change a figure and is not understood is an error.
 *
 * @param exchange ccxt's name of the exchange: `binance` or `binanceusdm`, both Binance USD-M futures
 * @throws BadResponseError if the responses can't become a request; it says what to change
 */
export function fromCcxt(
  exchange: string,
  responses: CcxtResponses,
  options: CcxtOptions = {},
): ImportedAccount {
  if (!EXCHANGES.includes(exchange)) {
    throw otherExchange(exchange);
  }
  const reading = {
    ignored: new Set(options.ignore),
    roundsFloats: options.roundFloats ?? false,
  };
  const read = (name: keyof CcxtResponses): JsonValue | undefined =>
    responses[name] === undefined ? undefined : new JsonValue(name, responses[name], reading);
  const balance = new JsonValue("balance", responses.balance, reading);
  const tiers = read("tiers");
  const draft = new AccountDraft(options.accountId ?? "ccxt", prices(options.indexPrices ?? {}));
  const raw = balance.optional("info");
  if (raw === undefined) {
    throw balance.problem("has no info: total alone does not say what is in it");
  }
  const rules = addBalances(draft, raw, options.withoutOrders ?? false);

  const named = tiers === undefined || options.ruleSetId !== undefined;
  const positions = openPositions(new JsonValue("positions", responses.positions, reading), {
    tickers: read("tickers"),
    markets: read("markets"),
    instrumentId: (contract) => (named ? shippedName(contract) : contract.symbol),
  });
  for (const { holding, contract } of positions) {
    if (contract.settle !== contract.quote) {
      throw holding.at.problem(
        `${contract.symbol} is coin-margined: its wallets are another account`,
      );
    }
    draft.position(holding, contract.settle);
  }
  if (options.ruleSetId !== undefined) {
    return draft.under(options.ruleSetId, rules.quoteCurrency);
  }
  return tiers === undefined
    ? underShippedRules(draft, rules, positions)
    : underOwnRules(draft, rules, positions, tiers);
}

function otherExchange(exchange: string): BadResponseError {
  const known = [...EXCHANGES, ...BY_COMMAND].sort().join(", ");
  return new BadResponseError(
    "exchange",
    BY_COMMAND.includes(exchange)
      ? `${exchange} is read by the command crossguard import ccxt --exchange ${exchange}, which` +
          " fromCcxtByCommand runs"
      : `must be one of ${known}, is ${exchange}`,
  );
}

function underShippedRules(
  draft: AccountDraft,
  rules: VenueRules,
  positions: Open[],
): ImportedAccount {
  for (const { holding } of positions) {
    requireInstrument(rules, holding.instrumentId, holding.at);
  }
  draft.note(note(rules));
  return draft.under(rules.ruleSetId, rules.quoteCurrency);
}

function underOwnRules(
  draft: AccountDraft,
  rules: VenueRules,
  positions: Open[],
  tiers: JsonValue,
): ImportedAccount {
  refusePooled(rules, tiers);
  const ruleSet = conventions(rules, "leverage tiers by ccxt");
  const instruments = new Map<string, Instrument>();
  const sizes = new Map<string, Decimal>();
  for (const { holding, contract, contractSize } of positions) {
    const { symbol } = contract;
    const before = sizes.get(symbol);
    if (before !== undefined && !before.equals(contractSize)) {
      throw holding.at.problem(`the contract size of ${symbol} is another than before`);
    }
    if (before === undefined) {
      sizes.set(symbol, contractSize);
      const multiplier = holding.at.wire(contractSize);
      const instrument = toInstrument(contract, multiplier, tiersOf(tiers, symbol, holding.at));
      instruments.set(symbol, instrument);
    }
  }
  ruleSet.instruments.push(...instruments.values());
  ruleSet.quoteCurrency = draft.soleAsset ?? ruleSet.quoteCurrency;
  return draft.under(ruleSet, ruleSet.quoteCurrency);
}

function prices(given: Readonly<Record<string, string>>): Map<string, Decimal> {
  const checked = new Map<string, Decimal>();
  for (const [asset, text] of Object.entries(given)) {
    const price = Decimal.parse(text);
    if (price === undefined || price.sign <= 0 || !price.fitsTheWire) {
      throw new BadResponseError(
        "indexPrices",
        `${asset} must be a positive decimal of plain digits, is ${text}`,
      );
    }
    checked.set(asset, price);
  }
  return checked;
}
