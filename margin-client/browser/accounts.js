// Accounts that a page has to be readable for.
import { example } from "./report.js";

/** Requests by name. */
export const ACCOUNTS = {
  example: example(),
  empty: withAccount({ positions: [] }),
  // 20,000 have to carry a maintenance margin of 32,400.
  liquidatable: withAccount({ balances: [{ asset: "USDT", quantity: "20000" }] }),
  bankrupt: withAccount({ balances: [{ asset: "USDT", quantity: "-20000" }] }),
  large: large(40),
};

function withAccount(account) {
  const request = example();
  Object.assign(request.account, account);
  return request;
}

/** As many coins with names as long as there are, both sides, both modes, and every size. */
function large(count) {
  const request = example();
  const { account, market, ruleSet } = request;
  const perpetual = ruleSet.instruments.find(({ root }) => root === "ETH");
  account.accountId = "systematic-trading-desk-europe:market-neutral-basket-2026";
  for (let i = 0; i < count; i++) {
    const root = `1000000COIN${i}`;
    const instrumentId = `${root}-USDT-PERPETUAL`;
    const price = String(Number(`1e${(i % 9) - 4}`));
    ruleSet.instruments.push({ ...perpetual, instrumentId, root, tickSize: "0.00000001" });
    market.markPrices.push({ instrumentId, price });
    market.indexPrices.push({ asset: root, price });
    account.positions.push({
      positionId: `momentum-basket-rebalanced-2026-03-01-leg-${i}`,
      instrumentId,
      quantity: String((i % 2 === 0 ? 1 : -1) * (i + 1) * 10 ** (8 - (i % 9))),
      entryPrice: price,
      leverage: "10",
      ...(i % 3 === 0
        ? { isolated: { margin: (1000.123456 * (i + 1)).toFixed(6) } }
        : { cross: {} }),
    });
  }
  return request;
}
