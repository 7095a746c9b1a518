// A service with TLS and an access file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { CrossguardError, MarginClient } from "@crossguard/client";
import type { ConnectionOptions } from "@crossguard/client";
import { MonitorMarginRequestSchema, RecommendOrderModeRequestSchema } from "@crossguard/client/v1";
import { example, startService } from "./service.js";
import type { Service } from "./service.js";

const TOKEN = "a-token-of-this-test";
const HASTY = "another-token-of-this-test";
const ACCESS = `
bot    evaluate  plain:${TOKEN}
hasty  evaluate  plain:${HASTY}  calls-per-second=1
desk   evaluate  certificate:localhost
`;

describe("a secured service", () => {
  const folder = mkdtempSync(join(tmpdir(), "crossguard-"));
  const [key, certificate, access] = ["key", "crt", "access"].map((name) => join(folder, name));
  assert(key && certificate && access);
  let service: Service;
  let trust: Buffer;

  before(async () => {
    const names = "subjectAltName=DNS:localhost,DNS:margin.example";
    const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    execFileSync(
      "openssl",
      request
        .split(" ")
        .concat("-subj", "/CN=localhost", "-addext", names, "-keyout", key, "-out", certificate),
      { stdio: "ignore" },
    );
    writeFileSync(access, ACCESS);
    trust = readFileSync(certificate);
    service = await startService(
      ...["--set", `tls.certificate=${certificate}`],
      ...["--set", `tls.private-key=${key}`],
      ...["--set", `tls.client-authority=${certificate}`],
      ...["--set", "tls.client-certificate=optional"],
      ...["--set", `access.file=${access}`],
    );
  });

  after(async () => {
    await service.end();
    rmSync(folder, { recursive: true });
  });

  it("is shown a token", async () => {
    for (const token of [TOKEN, () => TOKEN, () => Promise.resolve(TOKEN)]) {
      assert.equal(await outcome({ trust, token }), undefined);
    }
  });

  it("is shown a certificate", async () => {
    const shown = { trust, certificate: trust, privateKey: readFileSync(key) };

    assert.equal(await outcome(shown), undefined);
  });

  it("may have a certificate of another name", async () => {
    const address = service.target.replace("localhost", "127.0.0.1");

    assert.equal(
      await outcome({ trust, token: TOKEN, serverName: "margin.example" }, address),
      undefined,
    );
    const other = { trust, token: TOKEN, serverName: "other.example", attemptsMax: 1 };
    assert.notEqual(await outcome(other), undefined);
  });

  it("is not called where its certificate is not trusted", async () => {
    const error = await outcome({ token: TOKEN, attemptsMax: 1 });

    assert.match(error?.message ?? "", /self-signed certificate/);
  });

  it("says what is wrong with credentials", async () => {
    const missing = await outcome({ trust });
    const unknown = await outcome({ trust, token: "a-token-of-nobody" });

    assert.equal(missing?.code, Code.Unauthenticated);
    assert.equal(missing.reason, "CREDENTIALS_MISSING");
    assert.equal(unknown?.reason, "CREDENTIALS_UNKNOWN");
  });

  it("says what is wrong with credentials where accounts are watched", async () => {
    const client = new MarginClient(service.target, { trust, token: "a-token-of-nobody" });
    const start = create(MonitorMarginRequestSchema, { kind: { case: "snapshot", value: {} } });
    const waiting = client.monitor(start)[Symbol.asyncIterator]().next();

    await assert.rejects(waiting, (error) => {
      assert(error instanceof CrossguardError);
      assert.equal(error.reason, "CREDENTIALS_UNKNOWN");
      return true;
    });
    client.close();
  });

  it("says which permission is missing", async () => {
    const request = example("order-beside-a-basis-book.json", RecommendOrderModeRequestSchema);
    const client = new MarginClient(service.target, { trust, token: TOKEN });

    await assert.rejects(client.recommendOrderMode(request), (error) => {
      assert(error instanceof CrossguardError);
      assert.equal(error.code, Code.PermissionDenied);
      assert.equal(error.reason, "PERMISSION_MISSING");
      assert.deepEqual(error.metadata, { permission: "advise" });
      return true;
    });
    client.close();
  });

  it("says when to come back", async () => {
    let error: CrossguardError | undefined;
    for (let call = 0; call < 1000 && error === undefined; call++) {
      error = await outcome({ trust, token: HASTY });
    }

    assert.equal(error?.code, Code.ResourceExhausted);
    assert.equal(error.reason, "QUOTA_EXCEEDED");
    assert(error.retryDelayMs !== undefined);
    assert(error.retryDelayMs > 0 && error.retryDelayMs <= 1000, String(error.retryDelayMs));
  });

  /** What a call fails with, if it does. */
  async function outcome(
    options: ConnectionOptions,
    target = service.target,
  ): Promise<CrossguardError | undefined> {
    const client = new MarginClient(target, options);
    try {
      assert((await client.listRuleSets()).length > 0);
      return undefined;
    } catch (error) {
      assert(error instanceof CrossguardError);
      return error;
    } finally {
      client.close();
    }
  }
});
