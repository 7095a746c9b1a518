import { fromJson } from "@bufbuild/protobuf";
import { CONVENTIONS } from "../gen/binance-usdm.js";
import { RuleSetSchema } from "../gen/index.js";
import type { RuleSet } from "../gen/index.js";
import { Decimal } from "./decimal.js";
import type { AccountDraft } from "./draft.js";
import { checkFields } from "./json-value.js";
import type { JsonValue, KnownFields } from "./json-value.js";

// The instruments that the rule sets of the service have.
const INSTRUMENTS = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT", "BNBUSDT"];

const ORDERS =
  "open orders need margin, and they are not imported: cancel them and take the response again, or" +
  " add withoutOrders: true";

// All of these follow from wallets, positions and prices, or say what the owner may do.
const ACCOUNT = (
  "feeTier feeBurn canTrade canDeposit canWithdraw updateTime tradeGroupId totalInitialMargin" +
  " totalMaintMargin totalWalletBalance totalUnrealizedProfit totalMarginBalance" +
  " totalPositionInitialMargin totalCrossWalletBalance totalCrossUnPnl availableBalance" +
  " maxWithdrawAmount"
).split(" ");
const ASSET = (
  "walletBalance unrealizedProfit marginBalance maintMargin initialMargin positionInitialMargin" +
  " crossUnPnl availableBalance maxWithdrawAmount updateTime"
).split(" ");

/** The rules of Binance USD-M beside its tiers, and the rule set of the service that has both. */
export interface VenueRules {
  readonly ruleSetId: string;
  /** Day that its tiers are of. */
  readonly asOf: string;
  /** What its totals are in. */
  readonly quoteCurrency: string;
  /** Whether it has one pool over all assets, with haircuts. */
  readonly pooled: boolean;
}

const SINGLE_ASSET: VenueRules = {
  ruleSetId: "binance-usdm-2026-09",
  asOf: "2026-09-16",
  quoteCurrency: "USDT",
  pooled: false,
};
const MULTI_ASSETS: VenueRules = {
  ruleSetId: "binance-usdm-multi-asset-2026-09",
  asOf: "2026-09-16",
  quoteCurrency: "USD",
  pooled: true,
};

/** The rules without tiers, with where the tiers are from. */
export function conventions(rules: VenueRules, source: string): RuleSet {
  return Object.assign(fromJson(RuleSetSchema, CONVENTIONS), {
    ruleSetId: "binance-usdm-imported",
    version: "imported",
    source: `Tiers: ${source}. The rest is that of the rule set ${rules.ruleSetId}.`,
    quoteCurrency: rules.quoteCurrency,
  });
}

/** Refuses tiers where one pool has haircuts: no response states those. */
export function refusePooled(rules: VenueRules, tiers: JsonValue): void {
  if (rules.pooled) {
    throw tiers.problem(
      "can't be taken where one pool stands behind all positions, whose collateral rates no response" +
        ` states: leave it out for the rule set ${rules.ruleSetId}, or name rules of your own with` +
        " ruleSetId",
    );
  }
}

/** Refuses an instrument that the rule set of the service does not have. */
export function requireInstrument(rules: VenueRules, instrumentId: string, at: JsonValue): void {
  if (!INSTRUMENTS.includes(instrumentId)) {
    throw at.problem(
      `${instrumentId} is not among the instruments of the rule set ${rules.ruleSetId}: add tiers`,
    );
  }
}

/** What whoever imports should know where no tiers were given. */
export function note(rules: VenueRules): string {
  return (
    `Tiers are those of the rule set ${rules.ruleSetId}, of ${rules.asOf}; tiers takes the venue's` +
    " own of today."
  );
}

/**
 * Adds the cross wallets: deposits and realized profit and loss, without isolated wallets.
 *
 * @param account the venue's own response, `/fapi/v2/account` or `v3`
 * @returns the rules that an account like this is under
 */
export function addBalances(
  draft: AccountDraft,
  account: JsonValue,
  withoutOrders: boolean,
): VenueRules {
  refuseOthers(account);
  const own = ["assets", "positions", "multiAssetsMargin"];
  checkFields(account, known(own, ACCOUNT, "totalOpenOrderInitialMargin", withoutOrders));
  const assets = account.field("assets").items();
  const walletFields = ["asset", "crossWalletBalance", "marginAvailable"];
  for (const asset of assets) {
    checkFields(asset, known(walletFields, ASSET, "openOrderInitialMargin", withoutOrders));
  }
  const pooled = isPooled(account, assets);
  for (const asset of assets) {
    const wallet = asset.field("crossWalletBalance");
    const held = wallet.decimal();
    if (pooled && held.sign !== 0 && asset.optional("marginAvailable")?.truth() === false) {
      throw wallet.problem(
        "is no collateral (marginAvailable is false), which the collateral rates of the service do" +
          " not say: leave the row out",
      );
    }
    draft.balance(asset.field("asset").text(), held, wallet);
  }
  return pooled ? MULTI_ASSETS : SINGLE_ASSET;
}

/**
 * Whether the account is in multi-assets mode. The third version of the account does not say so. Its
 * totals tell: in single-asset mode they are those of USDT alone.
 */
function isPooled(account: JsonValue, assets: JsonValue[]): boolean {
  const mode = account.optional("multiAssetsMargin");
  if (mode !== undefined) {
    return mode.truth();
  }
  const total = account.stated("totalCrossWalletBalance");
  if (total !== undefined) {
    let usdt = Decimal.ZERO;
    for (const asset of assets) {
      if (asset.field("asset").text() === "USDT") {
        usdt = usdt.minus(asset.field("crossWalletBalance").decimal().negated());
      }
    }
    if (!total.decimal().equals(usdt)) {
      throw total.problem(
        `is ${total.describe()}, not the ${usdt} of USDT: the account seems to be in multi-assets` +
          " mode, and does not state multiAssetsMargin; add that of GET /fapi/v1/accountConfig, or" +
          " take /fapi/v2/account",
      );
    }
  }
  return false;
}

function known(
  read: string[],
  harmless: string[],
  orders: string,
  withoutOrders: boolean,
): KnownFields {
  return withoutOrders
    ? { read, harmless: [...harmless, orders] }
    : { read, harmless, empty: { [orders]: ORDERS } };
}

function refuseOthers(account: JsonValue): void {
  if (account.isArray) {
    throw account.problem("is a list of balances; the response of /account is needed");
  }
  if (account.optional("code") && account.optional("msg")) {
    throw account.problem(`is an error of the venue: ${account.field("msg").describe()}`);
  }
  if (account.optional("balances")) {
    throw account.problem("is a spot account; that of futures is needed");
  }
  if (account.optional("uniMMR") || account.optional("accountEquity")) {
    throw account.problem(
      "is a portfolio margin account: its margin spans wallets that are not in it",
    );
  }
}
