import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MarginClient } from "@crossguard/client";
import type { ConnectionOptions } from "@crossguard/client";
import { connection } from "../src/connection.js";

function isSecured(target: string, options: ConnectionOptions = {}): boolean {
  return connection(target, options).baseUrl.startsWith("https:");
}

describe("connection", () => {
  it("has TLS but to this machine", () => {
    for (const host of ["localhost:50051", "127.0.0.1:50051", "[::1]:50051"]) {
      assert.equal(isSecured(host), false, host);
    }
    for (const host of ["margin.example:1", "localhost.example:1", "10.0.0.1:1", "[::2]:1"]) {
      assert.equal(isSecured(host), true, host);
    }
    assert.equal(isSecured("margin.example:1", { plaintext: true }), false);
  });

  it("has TLS where something is about it", () => {
    for (const options of [
      { tls: true },
      { token: "secret" },
      { trust: "PEM" },
      { serverName: "margin.example" },
      { certificate: "PEM", privateKey: "PEM" },
    ]) {
      assert.equal(isSecured("localhost:1", options), true);
    }
  });

  const refused: [string, ConnectionOptions, RegExp][] = [
    ["", {}, /target must be HOST:PORT/],
    ["dns:///margin.example:1", {}, /target must be HOST:PORT/],
    ["margin.example:1", { deadlineMs: 0 }, /deadlineMs must be positive/],
    ["margin.example:1", { attemptsMax: 0 }, /attemptsMax must be from 1 to 5/],
    ["margin.example:1", { attemptsMax: 6 }, /attemptsMax must be from 1 to 5/],
    ["margin.example:1", { responseBytesMax: 0 }, /responseBytesMax must be positive/],
    ["margin.example:1", { certificate: "PEM" }, /both must be there, or neither/],
    ["margin.example:1", { plaintext: true, token: "secret" }, /sent over TLS alone/],
    ["margin.example:1", { plaintext: true, tls: true }, /must not stand beside/],
  ];
  for (const [target, options, rule] of refused) {
    it(`refuses: ${rule.source}`, () => {
      assert.throws(() => new MarginClient(target, options), rule);
    });
  }
});
