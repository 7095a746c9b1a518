// Calls to a service that comes and goes.
import assert from "node:assert/strict";
import { createServer } from "node:http2";
import type { Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { MarginClient } from "@crossguard/client";
import { RuleSetService } from "@crossguard/client/v1";

describe("a service that is unavailable", () => {
  const repeats: [string, number, number | undefined, number][] = [
    ["is asked again until it answers", 3, undefined, 4],
    ["is asked once where that is said", 1, 1, 1],
    ["is asked no more than four times", 4, undefined, 4],
  ];
  for (const [name, failures, attemptsMax, calls] of repeats) {
    it(name, async () => {
      const service = await unsteady(failures);
      const client = new MarginClient(
        service.target,
        attemptsMax === undefined ? {} : { attemptsMax },
      );

      const answered = client.listRuleSets().then(
        () => true,
        () => false,
      );

      assert.equal(await answered, failures < calls);
      assert.equal(service.calls(), calls);
      client.close();
      service.server.close();
    });
  }

  it("is asked no longer than the deadline", async () => {
    const service = await unsteady(4);
    const client = new MarginClient(service.target, { deadlineMs: 50 });

    await assert.rejects(client.listRuleSets(), /^CrossguardError: DEADLINE_EXCEEDED/);

    // On a busy machine the deadline may pass before the first call has come.
    assert(service.calls() <= 1);
    client.close();
    service.server.close();
  });
});

/** A service that is unavailable for some calls, and answers the next ones. */
async function unsteady(
  failures: number,
): Promise<{ server: Http2Server; target: string; calls: () => number }> {
  let calls = 0;
  const server = createServer(
    connectNodeAdapter({
      routes: (router) =>
        router.rpc(RuleSetService.method.listRuleSets, () => {
          calls++;
          if (calls <= failures) {
            throw new ConnectError("not now", Code.Unavailable);
          }
          return {};
        }),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, target: `localhost:${port}`, calls: () => calls };
}
