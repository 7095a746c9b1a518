// Every call, over TCP: the figures are those that the README of margin-client shows.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { CrossguardError, MarginClient } from "@crossguard/client";
import * as v1 from "@crossguard/client/v1";
import { example, startService } from "./service.js";
import type { Service } from "./service.js";

function evaluation(): v1.EvaluateMarginRequest {
  return example("binance-usdm-account.json", v1.EvaluateMarginRequestSchema);
}

async function* messages<T>(...sent: T[]): AsyncGenerator<T> {
  yield* sent;
}

function snapshot(sequence: number): v1.MonitorMarginRequest {
  const { account, market, rules } = evaluation();
  assert(account && market);
  return create(v1.MonitorMarginRequestSchema, {
    sequence,
    kind: { case: "snapshot", value: { accounts: [account], market, rules } },
  });
}

describe("calls", () => {
  let service: Service;
  let client: MarginClient;

  before(async () => {
    service = await startService();
    client = new MarginClient(service.target);
  });

  after(() => {
    client.close();
    return service.end();
  });

  it("evaluateMargin", async () => {
    const margin = await client.evaluateMargin(evaluation());

    assert.equal(margin.status, v1.MarginScope_Status.HEALTHY);
    assert.equal(margin.totals?.equity, "318400");
    const price = margin.positions[0]?.liquidationPrice?.outcome;
    assert(price?.case === "price");
    assert.match(price.value, /^45343\.1742/);
  });

  it("batchEvaluateMargin with a bad account", async () => {
    const { account, market, rules } = evaluation();
    const bad = structuredClone(account);
    assert(account && market && bad?.positions[1]);
    bad.positions[1].quantity = "1e5";

    const { items } = await client.batchEvaluateMargin({ accounts: [account, bad], market, rules });

    const [good, failed] = items.map((item) => item.outcome);
    assert(good?.case === "result" && failed?.case === "error");
    assert.equal(good.value.totals?.equity, "318400");
    const error = CrossguardError.ofStatus(failed.value);
    assert.equal(error.code, Code.InvalidArgument);
    assert.equal(error.reason, "INVALID_FIELD");
    assert.match(error.violations[0]?.field ?? "", /positions\[1]\.quantity$/);
  });

  it("previewChanges", async () => {
    const preview = await client.previewChanges(
      example("isolate-a-bet.json", v1.PreviewChangesRequestSchema),
    );

    assert.equal(preview.accepted, true);
    const moved = preview.outcomes[1]?.cashFlows[0];
    assert.deepEqual([moved?.toScopeId, moved?.amount], ["isolated:btc-bet", "98400"]);
  });

  it("simulateLiquidation", async () => {
    const { scopes } = await client.simulateLiquidation(
      example("drained-account.json", v1.SimulateLiquidationRequestSchema),
    );

    assert.equal(scopes[0]?.outcome, v1.ScopeLiquidation_Outcome.RESTORED);
    assert.equal(scopes[0]?.steps[0]?.realizedPnl, "-107500");
  });

  it("stressMargin", async () => {
    const { results } = await client.stressMargin(
      example("stressed-basis-book.json", v1.StressMarginRequestSchema),
    );

    assert.deepEqual([results[0]?.scenarioId, results[0]?.loss], ["SOL crash", "750000"]);
  });

  it("classifyPositions", async () => {
    const { account, market, rules } = example(
      "basis-book-and-a-bet.json",
      v1.RecommendMarginModesRequestSchema,
    );
    assert(account && market);

    const { positions } = await client.classifyPositions({ account, market, rules });

    const { DELTA_NEUTRAL, DIRECTIONAL } = v1.HedgeGroup_Classification;
    assert.deepEqual(
      positions.map((position) => position.classification),
      [DELTA_NEUTRAL, DIRECTIONAL, DIRECTIONAL],
    );
  });

  it("recommendMarginModes", async () => {
    const { summary } = await client.recommendMarginModes(
      example("basis-book-and-a-bet.json", v1.RecommendMarginModesRequestSchema),
    );

    assert.match(summary, /the worst case costs 622500 USD now and 156100 after/);
  });

  it("recommendOrderMode", async () => {
    const { recommendation } = await client.recommendOrderMode(
      example("order-beside-a-basis-book.json", v1.RecommendOrderModeRequestSchema),
    );

    assert.equal(recommendation?.action, v1.OrderRecommendation_Action.OPEN_ISOLATED);
    assert.equal(recommendation.margin, "156100");
  });

  it("listRuleSets and getRuleSet", async () => {
    const names = (await client.listRuleSets()).map((summary) => summary.ruleSetId);

    assert(names.includes("binance-usdm-2024-10"));
    assert.deepEqual(names, [...names].sort());
    assert.equal((await client.getRuleSet("binance-usdm-2024-10")).version, "2024-10-24");
  });

  it("monitorMargin", async () => {
    const answers: v1.MonitorMarginResponse["kind"][] = [];
    for await (const answer of client.monitorMargin(messages(snapshot(1), snapshot(1)))) {
      answers.push(answer.kind);
    }

    const told = answers.find((answer) => answer.case === "account");
    assert.equal(told?.value.margin?.totals?.equity, "318400");
    const refused = answers.find((answer) => answer.case === "refusal");
    assert(refused?.value.error);
    const { violations } = CrossguardError.ofStatus(refused.value.error);
    assert.deepEqual(
      violations.map((violation) => violation.field),
      ["sequence"],
    );
  });

  it("streamEvaluateMargin", async () => {
    const { account, market, rules } = evaluation();
    assert(account && market);
    const shared = create(v1.StreamEvaluateMarginRequestSchema, {
      accounts: [account],
      market,
      rules,
    });
    const later = create(v1.StreamEvaluateMarginRequestSchema, { accounts: [{}, account] });

    const outcomes: v1.BatchEvaluateMarginResponse_Item["outcome"][] = [];
    for await (const { outcome } of client.streamEvaluateMargin(messages(shared, later))) {
      assert(outcome.case === "batch");
      outcomes.push(...outcome.value.items.map((item) => item.outcome));
    }

    const [first, bad, good] = outcomes;
    assert(first?.case === "result" && bad?.case === "error");
    assert.equal(first.value.totals?.equity, "318400");
    assert.equal(CrossguardError.ofStatus(bad.value).reason, "INVALID_FIELD");
    assert.deepEqual(good, first);
  });

  it("more calls at once than a connection carries wait their turn", async () => {
    const calls = Array.from({ length: 250 }, () => client.evaluateMargin(evaluation()));

    const statuses = (await Promise.all(calls)).map((margin) => margin.status);

    assert.deepEqual(new Set(statuses), new Set([v1.MarginScope_Status.HEALTHY]));
  });

  it("every method of the contract is there", () => {
    for (const contract of [v1.MarginService, v1.AdvisorService, v1.RuleSetService]) {
      for (const { localName } of contract.methods) {
        assert(localName in client, localName);
      }
    }
  });

  it("a bad request names every violation", async () => {
    const request = evaluation();
    const [first, , third] = request.account?.positions ?? [];
    assert(first && third);
    first.quantity = "1e5";
    third.entryPrice = "";

    const error = await failure(client.evaluateMargin(request));

    assert.equal(error.code, Code.InvalidArgument);
    assert.equal(error.reason, "INVALID_FIELD");
    assert.deepEqual(
      error.violations.map((violation) => violation.field),
      ["account.positions[0].quantity", "account.positions[2].entryPrice"],
    );
    assert.match(error.violations[0]?.rule ?? "", /must be a plain decimal/);
    assert.match(error.message, /^INVALID_ARGUMENT INVALID_FIELD: .*\n {2}account\.positions\[0]/);
    assert.equal(error.retryDelayMs, undefined);
  });

  it("a limit is in the metadata", async () => {
    const balances = Array.from({ length: 201 }, () => ({}));

    const error = await failure(
      client.evaluateMargin({ account: { accountId: "large", balances } }),
    );

    assert.equal(error.reason, "LIMIT_EXCEEDED");
    assert.deepEqual(error.metadata, { limit: "200", count: "201" });
  });

  it("an unknown rule set", async () => {
    const error = await failure(client.getRuleSet("no-such-rules"));

    assert.equal(error.code, Code.NotFound);
    assert.equal(error.reason, "UNKNOWN_RULE_SET");
  });

  it("a deadline that passes", async () => {
    const hasty = new MarginClient(service.target, { deadlineMs: 0.001 });

    const error = await failure(hasty.evaluateMargin(evaluation()));

    assert.equal(error.code, Code.DeadlineExceeded);
    hasty.close();
  });
});

describe("a service that is not there", () => {
  it("is UNAVAILABLE, without a reason", async () => {
    const client = new MarginClient("localhost:1", { attemptsMax: 2 });

    const error = await failure(client.listRuleSets());

    assert.equal(error.code, Code.Unavailable);
    assert.equal(error.reason, "");
    assert.deepEqual(error.violations, []);
  });
});

async function failure(call: Promise<unknown>): Promise<CrossguardError> {
  const thrown: unknown = await call.then(
    () => assert.fail("the call was answered"),
    (reason: unknown) => reason,
  );
  assert(thrown instanceof CrossguardError);
  return thrown;
}
