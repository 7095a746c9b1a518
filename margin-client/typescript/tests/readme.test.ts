// What the README shows is run: its snippets are in this file, and the bot prints its output.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { fromJsonString } from "@bufbuild/protobuf";
import { CrossguardError, fromCcxt, fromCcxtByCommand, MarginClient } from "@crossguard/client";
import type { CcxtResponses } from "@crossguard/client";
import { MarginScope_Status, RecommendMarginModesRequestSchema } from "@crossguard/client/v1";
import { CLIENT, command, startService } from "./service.js";
import type { Service } from "./service.js";

const README = text("typescript/README.md");

/** Answers as ccxt does, with what was recorded. */
const exchange = {
  fetchBalance: () => Promise.resolve(recorded().balance),
  fetchPositions: () => Promise.resolve(recorded().positions),
};

const UNIFIED = {
  accountType: "UNIFIED",
  coin: [{ coin: "USDT", walletBalance: "10", equity: "10", usdValue: "10" }],
};

describe("README", () => {
  let service: Service;

  before(async () => {
    service = await startService();
  });

  after(() => {
    return service.end();
  });

  it("has snippets that are run here", () => {
    const here = flat(text("typescript/tests/readme.test.ts"));
    const snippets = blocks("ts").map((snippet) =>
      flat(snippet)
        .replace('"localhost:50051"', "service.target")
        .replace('"margin-client/bin/crossguard"', "crossguard")
        .replace('"mine.json"', "mine"),
    );

    assert.equal(snippets.length, 5);
    snippets.forEach((snippet) => assert(here.includes(snippet), snippet));
  });

  it("gets advice on an account of one's own", async (test) => {
    const printed = test.mock.method(console, "log", () => {});
    const mine = join(CLIENT, "examples/own-account.json");

    const request = fromJsonString(
      RecommendMarginModesRequestSchema,
      readFileSync(mine, "utf-8"),
    );
    const client = new MarginClient(service.target);
    console.log((await client.recommendMarginModes(request)).summary);
    client.close();

    assert.match(String(printed.mock.calls[0]?.arguments[0 as never]), /^3 positions: /);
  });

  it("gets advice in three lines", async () => {
    const account = fromCcxt("binanceusdm", {
      balance: await exchange.fetchBalance(),
      positions: await exchange.fetchPositions(),
    });
    const client = new MarginClient(service.target);
    const advice = await client.recommendMarginModes(account.advice());

    assert.equal(advice.positions[0]?.positionId, "BTC/USDT:USDT");
    client.close();
  });

  it("has another exchange read by the command", async () => {
    const folder = mkdtempSync(join(tmpdir(), "crossguard-"));
    const crossguard = command(folder);
    const exchange = {
      fetchBalance: () => Promise.resolve({ info: { retCode: 0, result: { list: [UNIFIED] } } }),
      fetchPositions: () => Promise.resolve([]),
      privateGetV5AccountInfo: () =>
        Promise.resolve({ retCode: 0, result: { marginMode: "REGULAR_MARGIN" } }),
    };

    const account = await fromCcxtByCommand(
      "bybit",
      {
        balance: await exchange.fetchBalance(),
        positions: await exchange.fetchPositions(),
        account: await exchange.privateGetV5AccountInfo(),
      },
      { command: crossguard },
    );

    assert.equal(account.evaluation.account?.balances[0]?.quantity, "10");
    rmSync(folder, { recursive: true });
  });

  it("shows how a call fails", async (test) => {
    const printed = test.mock.method(console, "log", () => {});
    const client = new MarginClient(service.target);
    const request = { account: { accountId: "" } };

    try {
      await client.recommendOrderMode(request);
    } catch (failure) {
      if (failure instanceof CrossguardError && failure.reason === "INVALID_FIELD") {
        failure.violations.forEach(({ field, rule }) => console.log(`${field}: ${rule}`));
      }
    }

    const lines = printed.mock.calls.map((call) => String(call.arguments[0 as never]));
    assert.match(lines.join("\n"), /^account\.accountId: /m);
    client.close();
  });

  it("shows how an account is watched", async (test) => {
    const printed = test.mock.method(console, "log", () => {});
    const account = fromCcxt("binanceusdm", recorded());
    const client = new MarginClient(service.target);

    const monitor = client.monitor(account.snapshot());
    monitor.update({ market: { markPrices: [{ instrumentId: "BTCUSDT", price: "60500" }] } });
    monitor.finish();
    for await (const event of monitor) {
      if (event.kind === "account") {
        event.account.statusChanges.forEach(({ scopeId, now }) => {
          console.log(`${scopeId}: ${MarginScope_Status[now]}`);
        });
      } else if (event.kind === "interrupted") {
        console.log(`nothing is watched: ${event.cause.message}`);
      }
    }

    // It stands, and nothing has changed.
    assert.equal(printed.mock.callCount(), 0);
    client.close();
  });

  it("shows what the bot prints", async () => {
    const bot = join(CLIENT, "typescript/dist/examples/order-bot.js");

    const { stdout } = await promisify(execFile)(process.execPath, [bot, service.target]);

    assert(blocks("").includes(stdout), stdout);
  });
});

function text(file: string): string {
  return readFileSync(join(CLIENT, file), "utf-8");
}

function recorded(): CcxtResponses {
  return JSON.parse(text("examples/ccxt-binance-usdm.json")) as CcxtResponses;
}

function blocks(language: string): string[] {
  const found = README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"));
  return [...found].map(([, block = ""]) => block);
}

function flat(code: string): string {
  return code.replaceAll(/\s+/g, " ").trim();
}
