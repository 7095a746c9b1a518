import { setTimeout } from "node:timers/promises";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Interceptor } from "@connectrpc/connect";
import type { Token } from "./connection.js";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;

/** Shows a bearer token with every call. */
export function bearer(token: Token): Interceptor {
  return (next) => async (request) => {
    const text = typeof token === "string" ? token : await token();
    request.header.set("authorization", `Bearer ${text}`);
    return next(request);
  };
}

/**
 * Repeats a call while the service is unavailable, with growing pauses: no call changes anything. The
 * deadline of the call ends that too. Streams are not repeated.
 */
export function repeating(attemptsMax: number): Interceptor {
  return (next) => async (request) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await next(request);
      } catch (failure) {
        if (
          request.stream ||
          attempt >= attemptsMax ||
          ConnectError.from(failure).code !== Code.Unavailable
        ) {
          throw failure;
        }
        // Shared out, so that clients that lost the service together don't come back together.
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
        await setTimeout(pause * (0.8 + 0.4 * Math.random()), undefined, {
          signal: request.signal,
        });
      }
    }
  };
}
