// Asks in which margin mode to open a trade, and prints what it would send to the exchange.
//
//     node dist/examples/order-bot.js [TARGET]
//
// TARGET is where the service is; localhost:50051 unless it is said.
import { readFileSync } from "node:fs";
import { fromCcxt, MarginClient } from "@crossguard/client";
import type { CcxtResponses } from "@crossguard/client";
import { Change_Mode } from "@crossguard/client/v1";
import type { Change, Change_Trade } from "@crossguard/client/v1";

/** ccxt's symbols by the names that the venue gives its contracts. */
const SYMBOLS: Readonly<Record<string, string>> = {
  BTCUSDT: "BTC/USDT:USDT",
  SOLUSDT: "SOL/USDT:USDT",
};

const [target = "localhost:50051"] = process.argv.slice(2);

// A bot has these from ccxt: exchange.fetchBalance() and exchange.fetchPositions().
const recorded = new URL("../../../examples/ccxt-binance-usdm.json", import.meta.url);
const responses = JSON.parse(readFileSync(recorded, "utf-8")) as CcxtResponses;
if ((responses.positions as { hedged?: boolean }[]).some(({ hedged }) => hedged)) {
  throw new Error("this bot trades in one-way mode, and the account hedges");
}
const account = fromCcxt("binanceusdm", responses);

const trade = { instrumentId: "SOLUSDT", quantity: "400", leverage: "10" };
const request = account.order(trade, {
  markPrice: "150",
  riskInputs: {
    dailyVolatilities: [
      { root: "BTC", volatility: "0.03" },
      { root: "SOL", volatility: "0.05" },
    ],
  },
});

const client = new MarginClient(target);
try {
  const { summary, reasons, plan } = await client.recommendOrderMode(request);
  console.log(summary);
  reasons.forEach((reason) => console.log(`- ${reason.message}`));
  console.log("To the exchange:");
  const steps = plan?.steps ?? [];
  steps.flatMap(({ change }) => (change ? calls(change) : [])).forEach((call) => {
    console.log(`  ${call}`);
  });
  if (steps.length === 0) {
    console.log("  nothing");
  }
} finally {
  client.close();
}

/** What a step of the plan is at the exchange, as calls of ccxt. */
function calls({ kind }: Change): string[] {
  switch (kind.case) {
    case "trade":
      return tradeCalls(kind.value);
    case "toIsolated":
      return [`setMarginMode("isolated", "${kind.value.positionId}")`];
    case "toCross":
      return [`setMarginMode("cross", "${kind.value.positionId}")`];
    case "setLeverage":
      return [`setLeverage(${kind.value.leverage}, "${kind.value.positionId}")`];
    case "adjustIsolatedMargin": {
      const { amount, positionId } = kind.value;
      const name = amount.startsWith("-") ? "reduceMargin" : "addMargin";
      return [`${name}("${positionId}", ${payable(amount.replace("-", ""))})`];
    }
    default:
      // What a bot does not know it must not guess.
      throw new Error(`a step of the plan that this bot can't carry out: ${kind.case}`);
  }
}

/** An order, with the mode before it, and the margin behind it. */
function tradeCalls(order: Change_Trade): string[] {
  const symbol = SYMBOLS[order.instrumentId] ?? order.instrumentId;
  const sent: string[] = [];
  if (order.mode !== Change_Mode.MODE_UNSPECIFIED) {
    sent.push(`setMarginMode("${Change_Mode[order.mode]?.toLowerCase()}", "${symbol}")`);
  }
  if (order.leverage !== "") {
    sent.push(`setLeverage(${order.leverage}, "${symbol}")`);
  }
  const side = order.quantity.startsWith("-") ? "sell" : "buy";
  const contracts = order.quantity.replace("-", "");
  sent.push(`createOrder("${symbol}", "market", "${side}", ${contracts})`);
  if (order.margin !== "") {
    // The venue takes the initial margin by itself; the advice asks for this much in all.
    const taken = (Number(contracts) * Number(order.price)) / Number(order.leverage);
    const rest = payable(String(Number(order.margin) - taken));
    if (Number(rest) > 0) {
      sent.push(`addMargin("${symbol}", ${rest})`);
    }
  }
  return sent;
}

/**
 * An amount in the eight places that the venue moves, rounded towards zero. For as many a number has
 * digits enough up to ten million; a bot that moves more counts in a decimal library.
 */
function payable(amount: string): string {
  return (Math.trunc(Number(amount) * 1e8) / 1e8).toFixed(8);
}
