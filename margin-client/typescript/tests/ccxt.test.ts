// The importer against the cases that the Java client is held to as well.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { equals, fromJson } from "@bufbuild/protobuf";
import type { JsonValue } from "@bufbuild/protobuf";
import { BadResponseError, fromCcxt } from "@crossguard/client";
import type { CcxtOptions, CcxtResponses, ImportedAccount } from "@crossguard/client";
import { EvaluateMarginRequestSchema } from "@crossguard/client/v1";
import { Decimal } from "../src/exchange/decimal.js";
import { CLIENT } from "./service.js";

interface Case {
  name: string;
  set?: [(string | number)[], unknown][];
  options?: CcxtOptions & { exchange?: string };
}

interface Cases {
  base: { exchange: string; responses: CcxtResponses };
  imports: (Case & { request: JsonValue; notes: string[] })[];
  refusals: (Case & { problem: string })[];
}

const CASES = JSON.parse(
  readFileSync(join(CLIENT, "src/test/resources/exchange/ccxt/cases.json"), "utf-8"),
) as Cases;

// What the options of the command line are called here.
const OPTIONS: [RegExp, string][] = [
  [/--exchange\b/g, "exchange"],
  [/--(tiers|markets)\b/g, "$1"],
  [/--rules\b/g, "ruleSetId"],
  [/--index (\S+)=PRICE/g, 'indexPrices: { $1: "PRICE" }'],
  [/--ignore (\S+)/g, 'ignore: ["$1"]'],
  [/--without-orders\b/g, "withoutOrders: true"],
  [/--round-floats\b/g, "roundFloats: true"],
];

function imported(test: Omit<Case, "name">): ImportedAccount {
  const responses = structuredClone(CASES.base.responses);
  for (const [path, value] of test.set ?? []) {
    const last = path.at(-1);
    let place = responses as unknown as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) {
      place = place[step] as typeof place;
    }
    assert(last !== undefined);
    place[last] = structuredClone(value);
  }
  const { exchange = CASES.base.exchange, ...options } = test.options ?? {};
  return fromCcxt(exchange, responses, { ...options, accountId: "test" });
}

function inTypeScript(text: string): string {
  return OPTIONS.reduce((result, [option, name]) => result.replace(option, name), text);
}

describe("fromCcxt", () => {
  for (const test of CASES.imports) {
    it(test.name, () => {
      const account = imported(test);

      const expected = fromJson(EvaluateMarginRequestSchema, test.request);
      assert.deepEqual(account.evaluation, expected);
      assert(equals(EvaluateMarginRequestSchema, account.evaluation, expected));
      assert.deepEqual(account.notes, test.notes.map(inTypeScript));
    });
  }

  for (const test of CASES.refusals) {
    it(`refuses: ${test.name}`, () => {
      assert.throws(
        () => imported(test),
        (thrown) => {
          assert(thrown instanceof BadResponseError);
          assert.equal(thrown.message, inTypeScript(test.problem));
          return true;
        },
      );
    });
  }

  it("takes what is undefined as not there", () => {
    const account = imported({ set: [[["positions", 0, "stopLossPrice"], undefined]] });

    assert.equal(account.evaluation.account?.positions.length, 1);
    assert.throws(
      () => imported({ set: [[["positions", 0, "side"], undefined]] }),
      /^BadResponseError: positions\[0\]: has no side$/,
    );
  });

  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 5n]) {
    it(`refuses ${value} as a number`, () => {
      assert.throws(
        () => imported({ set: [[["positions", 0, "entryPrice"], value]] }),
        /positions\[0]\.entryPrice: must be a number, is /,
      );
    });
  }

  for (const price of ["0", "-1", "ten", "1e99"]) {
    it(`refuses ${price} as an index price`, () => {
      assert.throws(
        () => imported({ options: { indexPrices: { BNB: price } } }),
        /^BadResponseError: indexPrices: BNB must be a positive decimal/,
      );
    });
  }

  it("asks for advice about the same account", () => {
    for (const test of CASES.imports.slice(0, 2)) {
      const { account, market, rules } = imported(test).evaluation;
      const riskInputs = { dailyVolatilities: [{ root: "BTC", volatility: "0.03" }] };

      const advice = imported(test).advice(riskInputs);
      const trade = { instrumentId: "BTCUSDT", quantity: "1" };
      const order = imported(test).order(trade, { riskInputs });

      for (const request of [advice, order]) {
        assert.deepEqual(request.account, account);
        assert.deepEqual(request.market, market);
        assert.deepEqual(request.rules, rules);
        assert.equal(request.riskInputs?.dailyVolatilities[0]?.volatility, "0.03");
      }
      assert.equal(order.trade?.quantity, "1");
      const watched = imported(test).snapshot().kind;
      assert(watched.case === "snapshot");
      assert.deepEqual(watched.value.accounts, [account]);
      assert.deepEqual([watched.value.market, watched.value.rules], [market, rules]);
    }
  });

  it("adds a mark price to an order where no position has it", () => {
    const account = imported({});
    for (const [instrumentId, marks] of [
      ["SOLUSDT", ["61000", "150"]],
      ["BTCUSDT", ["61000"]],
    ] as const) {
      const order = account.order({ instrumentId, quantity: "1" }, { markPrice: "150" });

      const prices = order.market?.markPrices.map(({ price }) => price);
      assert.deepEqual(prices, marks);
    }
    assert.equal(account.evaluation.market?.markPrices.length, 1);
  });
});

describe("Decimal", () => {
  // Worked out by hand: 15 digits stay, the sixteenth decides, a half goes to the even one.
  const roundings: [string, string][] = [
    ["0.1234567890123454", "0.123456789012345"],
    ["0.1234567890123455", "0.123456789012346"],
    ["0.1234567890123445", "0.123456789012344"],
    ["0.12345678901234451", "0.123456789012345"],
    ["-9999999999999999", "-10000000000000000"],
    ["12", "12"],
  ];
  for (const [exact, rounded] of roundings) {
    it(`rounds ${exact} to ${rounded}`, () => {
      assert.equal(Decimal.parse(exact)?.rounded().toString(), rounded);
    });
  }

  const texts: [string, string][] = [
    ["-0.0", "0"],
    ["1.50", "1.5"],
    ["1e-7", "0.0000001"],
    ["1.5E+3", "1500"],
    ["-0.05", "-0.05"],
    ["100", "100"],
  ];
  for (const [text, plain] of texts) {
    it(`writes ${text} as ${plain}`, () => {
      assert.equal(Decimal.parse(text)?.toString(), plain);
    });
  }

  it("subtracts without a loss", () => {
    const [a, b] = [Decimal.parse("0.86034145"), Decimal.parse("-0.02269856")];
    assert(a && b);

    assert.equal(a.minus(b).toString(), "0.88304001");
  });
});
