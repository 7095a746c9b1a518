// Accounts that are watched over TCP, while the service ends and comes back.
import assert from "node:assert/strict";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { CrossguardError, MarginClient } from "@crossguard/client";
import type { MonitorEvent } from "@crossguard/client";
import * as v1 from "@crossguard/client/v1";
import { MonitorCourse } from "../src/monitor-course.js";
import { MonitoredState } from "../src/monitored-state.js";
import { startService } from "./service.js";
import type { Service } from "./service.js";

const RULES = "example-coin-margined";
const { STARTED, REQUESTED } = v1.MonitorMarginResponse_Cause;

/** A hedged book: coins, and a short of 6,000 contracts of 100 USD. */
function account(balance = "10"): v1.Account {
  return create(v1.AccountSchema, {
    accountId: "my-bot",
    balances: [{ asset: "BTC", quantity: balance }],
    positions: [
      {
        positionId: "hedge",
        instrumentId: "BTCUSD-PERP",
        quantity: "-6000",
        entryPrice: "60000",
        mode: { case: "cross", value: {} },
      },
    ],
  });
}

function market(price: string): v1.Market {
  return create(v1.MarketSchema, {
    markPrices: [{ instrumentId: "BTCUSD-PERP", price }],
    indexPrices: [{ asset: "BTC", price }],
  });
}

function start(
  terms: MessageInitShape<typeof v1.MonitorMarginRequest_SnapshotSchema> = {},
): v1.MonitorMarginRequest {
  const rules = { case: "ruleSetId", value: RULES } as const;
  const value = { accounts: [account()], market: market("60000"), rules, ...terms };
  return create(v1.MonitorMarginRequestSchema, { kind: { case: "snapshot", value } });
}

function tick(price: string): v1.MonitorUpdate {
  return create(v1.MonitorUpdateSchema, { market: market(price) });
}

function wallet(balance: string): v1.MonitorUpdate {
  const balances = [{ asset: "BTC", quantity: balance }];
  return create(v1.MonitorUpdateSchema, { deltas: [{ accountId: "my-bot", balances }] });
}

async function margin(
  client: MarginClient,
  balance: string,
  price: string,
): Promise<v1.EvaluateMarginResponse> {
  const rules = { case: "ruleSetId", value: RULES } as const;
  return client.evaluateMargin({ account: account(balance), market: market(price), rules });
}

/** The next event, which must be of a kind. */
async function next<K extends MonitorEvent["kind"]>(
  events: AsyncIterator<MonitorEvent>,
  kind: K,
): Promise<Extract<MonitorEvent, { kind: K }>> {
  const { value, done } = await events.next();
  assert(done !== true, `the monitor has ended, and ${kind} was expected`);
  assert.equal(value.kind, kind);
  return value as Extract<MonitorEvent, { kind: K }>;
}

describe("MarginMonitor", () => {
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

  it("tells what calls answer, until it is finished", async () => {
    const monitor = client.monitor(start());
    const events = monitor[Symbol.asyncIterator]();
    const first = await next(events, "account");
    assert.deepEqual(first.account.margin, await margin(client, "10", "60000"));

    monitor.update(wallet("20"));
    monitor.update(tick("50000"));
    monitor.ask("my-bot");
    monitor.finish();

    const asked = await next(events, "account");
    assert.deepEqual(asked.account.causes, [REQUESTED]);
    assert.deepEqual(asked.account.margin, await margin(client, "20", "50000"));
    assert.equal((await events.next()).done, true);
  });

  it("tells of an update that is refused, and the others hold", async () => {
    const monitor = client.monitor(start());
    const events = monitor[Symbol.asyncIterator]();
    await next(events, "account");
    monitor.update(wallet("20"));
    monitor.update(wallet("twenty"));
    monitor.ask();

    const refused = await next(events, "refused");
    assert.deepEqual(refused.message.kind.value, wallet("twenty"));
    assert.equal(refused.failure.violations[0]?.field, "update.deltas[0].balances[0].quantity");
    const asked = await next(events, "account");
    assert.deepEqual(asked.account.margin, await margin(client, "20", "60000"));
    monitor.close();
  });

  it("throws where the snapshot is refused", async () => {
    const rules = { case: "ruleSetId", value: "no-such-rules" } as const;
    const events = client.monitor(start({ rules }))[Symbol.asyncIterator]();

    await assert.rejects(events.next(), (thrown) => {
      assert(thrown instanceof CrossguardError);
      assert.equal(thrown.reason, "UNKNOWN_RULE_SET");
      return true;
    });
  });

  it("takes a snapshot alone", () => {
    const update = { case: "update", value: tick("1") } as const;

    assert.throws(
      () => client.monitor(create(v1.MonitorMarginRequestSchema, { kind: update })),
      /^RangeError: a monitor starts with a snapshot/,
    );
  });

  it("ends when it is closed", async () => {
    const monitor = client.monitor(start());
    const events = monitor[Symbol.asyncIterator]();
    await next(events, "account");
    const waiting = events.next();

    monitor.close();

    assert.equal((await waiting).done, true);
  });

  it("watches the same state when the service ends and comes back", async () => {
    const first = await startService("--set", "drain-seconds=1");
    const watching = new MarginClient(first.target);
    const monitor = watching.monitor(start());
    const events = monitor[Symbol.asyncIterator]();
    await next(events, "account");
    // What is refused before the end is not sent again; what is sent during it is.
    monitor.update(wallet("twenty"));
    await next(events, "refused");
    monitor.update(wallet("20"));
    monitor.ask();
    await next(events, "account");

    await first.end();
    assert.equal((await next(events, "interrupted")).cause.code, Code.Unavailable);
    monitor.update(tick("55000"));
    monitor.update(tick("50000"));
    monitor.update(wallet("30"));
    const second = await startService("--port", first.target.split(":")[1] ?? "");

    await next(events, "restored");
    assert((await next(events, "account")).account.causes.includes(STARTED));
    monitor.ask();
    const asked = await next(events, "account");
    assert.deepEqual(asked.account.margin, await margin(client, "30", "50000"));
    monitor.close();
    watching.close();
    await second.end();
  });

  it("leaves a service that is silent", async () => {
    let streams = 0;
    const server = createServer(
      connectNodeAdapter({
        routes: (router) =>
          router.rpc(v1.MarginService.method.monitorMargin, async function* (messages) {
            streams++;
            for await (const { sequence } of messages) {
              if (sequence === 1) {
                yield { sequence, kind: { case: "account" as const, value: {} } };
              }
            }
          }),
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    const { port } = server.address() as AddressInfo;
    const watching = new MarginClient(`localhost:${port}`);
    const heartbeat = { seconds: 0n, nanos: 50_000_000 };
    const monitor = watching.monitor(start({ heartbeat }));
    const heard: string[] = [];
    for await (const event of monitor) {
      heard.push(event.kind);
      if (event.kind === "interrupted") {
        const { message } = event.cause;
        assert.match(message, /nothing was heard from the service for 0\.15 s/);
      }
      if (heard.includes("restored") && event.kind === "account") {
        break;
      }
    }

    // On a busy machine the first answer may be late as well.
    assert.deepEqual(heard.slice(-3), ["interrupted", "restored", "account"]);
    assert(streams >= 2);
    watching.close();
    server.close();
  });
});

describe("MonitorCourse", () => {
  function sent(course: MonitorCourse): v1.MonitorMarginRequest[] {
    const messages: v1.MonitorMarginRequest[] = [];
    for (let message = course.next(); message !== undefined; message = course.next()) {
      messages.push(message);
    }
    return messages;
  }

  it("folds prices while there is no stream, and nothing else", () => {
    const course = new MonitorCourse(start());
    [tick("1"), tick("2"), wallet("3"), tick("4")].forEach((update) => course.update(update));
    course.ask(["my-bot"]);

    assert.deepEqual(
      sent(course).map(({ kind }) => kind.value),
      [tick("2"), wallet("3"), tick("4")],
    );
  });

  it("sends again what was on its way, but for questions", () => {
    const course = new MonitorCourse(start());
    course.opened();
    course.update(tick("1"));
    course.ask([]);
    course.update(tick("2"));
    course.next();
    course.next();

    course.lost(CrossguardError.ofCall(new Error("lost")));
    course.opened();

    const again = sent(course);
    assert.deepEqual(
      again.map(({ kind }) => kind.value),
      [tick("1"), tick("2")],
    );
    assert.deepEqual(
      again.map(({ sequence }) => sequence),
      [2, 3],
    );
  });
});

describe("MonitoredState", () => {
  function snapshot(kind: v1.MonitorMarginRequest["kind"]): v1.MonitorMarginRequest_Snapshot {
    assert(kind.case === "snapshot");
    return kind.value;
  }

  function state(
    terms: MessageInitShape<typeof v1.MonitorMarginRequest_SnapshotSchema>,
  ): MonitoredState {
    return new MonitoredState(snapshot(start(terms).kind));
  }

  it("has rows of updates in their places", () => {
    const watched = state({});
    const second = { positionId: "second" };
    watched.apply(
      create(v1.MonitorUpdateSchema, {
        deltas: [{ accountId: "my-bot", positions: [second] }],
        accounts: [{ accountId: "other" }],
      }),
    );
    const changed = { positionId: "hedge", quantity: "1" };
    watched.apply(
      create(v1.MonitorUpdateSchema, {
        deltas: [{ accountId: "my-bot", positions: [changed], removedAssets: ["BTC"] }],
        removedAccountIds: ["other"],
        market: market("1"),
      }),
    );

    assert.deepEqual(watched.messages(), [
      start({
        accounts: [{ accountId: "my-bot", positions: [changed, second] }],
        market: market("1"),
      }),
    ]);
  });

  it("goes on from the classes of an advice", () => {
    const watched = state({ advice: {} });
    const group = {
      hedgeGroupId: "cross/BTC",
      classification: v1.HedgeGroup_Classification.DELTA_NEUTRAL,
    };
    const told = { advice: { accountId: "my-bot", hedgeGroups: [group] } };
    watched.remember(create(v1.MonitorMarginResponse_MonitoredAccountSchema, told));
    const classes = (): v1.AccountClasses[] => {
      const [message] = watched.messages();
      assert(message);
      return snapshot(message.kind).advice?.previousClasses ?? [];
    };

    assert.deepEqual(classes(), [
      create(v1.AccountClassesSchema, { accountId: "my-bot", classes: [group] }),
    ]);
    watched.apply(create(v1.MonitorUpdateSchema, { removedAccountIds: ["my-bot"] }));
    assert.deepEqual(classes(), []);
  });

  for (const [count, messages] of [
    [0, 1],
    [1000, 1],
    [1001, 2],
    [2001, 3],
  ] as const) {
    it(`of ${count} accounts is ${messages} messages`, () => {
      const names = Array.from({ length: count }, (_, number) => `account-${number}`);
      const many = state({ accounts: names.map((accountId) => ({ accountId })) });

      const parts = many.messages().map(({ kind }) => {
        assert(kind.case === "snapshot" || kind.case === "update");
        return kind.value.accounts.map(({ accountId }) => accountId);
      });

      assert.equal(parts.length, messages);
      assert(parts.every((part) => part.length <= 1000));
      assert.deepEqual(parts.flat(), names);
    });
  }
});
