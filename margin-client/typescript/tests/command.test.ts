// What ccxt answers of bybit, whose figures are those of the Java client's own test.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fromCcxt, fromCcxtByCommand, MarginClient } from "@crossguard/client";
import { CLIENT, command, startService } from "./service.js";

describe("fromCcxtByCommand", () => {
  let folder: string;
  let crossguard: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "crossguard-"));
    crossguard = command(folder);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads what this package does not", async () => {
    const account = await fromCcxtByCommand("bybit", recorded(), { command: crossguard });

    assert.deepEqual(
      account.evaluation.account?.positions.map((position) => position.positionId),
      ["SNX/USDT:USDT", "ADA/USDT:USDT/long"],
    );
    assert.deepEqual(account.notes, []);
    const service = await startService();
    const client = new MarginClient(service.target);
    const { positions } = await client.evaluateMargin(account.evaluation);
    assert.equal(Number(positions[0]?.maintenanceMargin), 0.15086396);
    client.close();
    await service.end();
  });

  it("hands notes and options on", async () => {
    const { account, balance } = recorded();
    const [coin] = balance.info.result.list[0]?.coin ?? [];
    assert(coin);
    coin.totalPositionIM = "0";

    const imported = await fromCcxtByCommand(
      "bybit",
      { account, balance, positions: [] },
      { command: crossguard, options: ["--account-id", "desk"] },
    );

    assert.equal(imported.evaluation.account?.accountId, "desk");
    assert.match(imported.notes.join(), /^Tiers are those of the rule set bybit-uta-linear/);
  });

  it("says what to change", async () => {
    const { account, ...others } = recorded();
    assert(account);

    await assert.rejects(fromCcxtByCommand("bybit", others, { command: crossguard }), {
      name: "BadResponseError",
      message:
        "ccxt: the response account is missing, which is that of" +
        " exchange.privateGetV5AccountInfo(): the margin mode",
    });
  });

  it("names the place in what it was given", async () => {
    const responses = recorded();
    assert(responses.positions[0]);
    responses.positions[0].info["side"] = "None";

    await assert.rejects(
      fromCcxtByCommand("bybit", responses, { command: crossguard }),
      /^BadResponseError: positions\[0]\.info\.side: must be Buy/,
    );
  });

  it("says where the command is not there", async () => {
    await assert.rejects(
      fromCcxtByCommand("bybit", recorded(), { command: "/no/crossguard" }),
      /^BadResponseError: command: \/no\/crossguard can't be run, give the path of/,
    );
  });

  it("is what fromCcxt names", () => {
    assert.throws(
      () => fromCcxt("okx", { balance: {}, positions: [] }),
      /^BadResponseError: exchange: okx is read by the command crossguard import ccxt/,
    );
  });
});

interface Recorded {
  [name: string]: unknown;
  account: unknown;
  balance: { info: { result: { list: { coin: { totalPositionIM: string }[] }[] } } };
  positions: { info: Record<string, unknown> }[];
}

function recorded(): Recorded {
  const file = join(CLIENT, "src/test/resources/exchange/ccxt/bybit.json");
  return JSON.parse(readFileSync(file, "utf-8")) as Recorded;
}
