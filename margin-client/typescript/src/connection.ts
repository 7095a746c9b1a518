import type { SecureClientSessionOptions } from "node:http2";

const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1])(:\d+)?$/;
const TARGET = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+])(:\d{1,5})?$/;

/** A secret that goes with every call, or what is asked for it each time. */
export type Token = string | (() => string | Promise<string>);

/**
 * How a client reaches the service. The connection has TLS, unless the service is on this machine, as
 * `localhost`, `127.0.0.1` or `[::1]`. Everything about certificates, and a token, ask for TLS there
 * too.
 */
export interface ConnectionOptions {
  /** How long one call may take, repeats included, in milliseconds; positive. Default: 10,000. */
  readonly deadlineMs?: number;
  /** Bearer token that goes with every call. Over TLS alone. */
  readonly token?: Token;
  /** PEM of the authorities that the service may have its certificate from. Default: those of node. */
  readonly trust?: string | Buffer;
  /** PEM of the certificate, with its chain, to show to the service; with `privateKey`. */
  readonly certificate?: string | Buffer;
  /** PEM of its private key, without password. */
  readonly privateKey?: string | Buffer;
  /** Name that the certificate of the service must have. Default: the host of the target. */
  readonly serverName?: string;
  /** Speak TLS to this machine too. */
  readonly tls?: boolean;
  /** Speak without TLS to another machine too: whoever is between can read the accounts. */
  readonly plaintext?: boolean;
  /** How often a call is tried while the service is unavailable, from 1 (no repeat) to 5. Default: 4. */
  readonly attemptsMax?: number;
  /** Largest response that is accepted, in bytes; positive. Default: 64 MiB. */
  readonly responseBytesMax?: number;
}

/** A {@link ConnectionOptions} that was checked, with every default in its place. */
export interface Connection {
  readonly baseUrl: string;
  readonly session: SecureClientSessionOptions;
  readonly token: Token | undefined;
  readonly deadlineMs: number;
  readonly attemptsMax: number;
  readonly responseBytesMax: number;
}

/**
 * Checks how a service is to be reached.
 *
 * @param target host and port, such as `localhost:50051`
 * @throws RangeError if the options can't be used
 */
export function connection(target: string, options: ConnectionOptions): Connection {
  const { deadlineMs = 10_000, attemptsMax = 4, responseBytesMax = 64 * 1024 * 1024 } = options;
  const asksForTls =
    options.tls === true ||
    [options.token, options.trust, options.certificate, options.serverName].some(
      (given) => given !== undefined,
    );
  require(TARGET.test(target), `target must be HOST:PORT, is ${target}`);
  require(deadlineMs > 0, "deadlineMs must be positive");
  require(
    Number.isInteger(attemptsMax) && attemptsMax >= 1 && attemptsMax <= 5,
    "attemptsMax must be from 1 to 5",
  );
  require(responseBytesMax > 0, "responseBytesMax must be positive");
  require(
    (options.certificate === undefined) === (options.privateKey === undefined),
    "certificate, privateKey: both must be there, or neither",
  );
  require(
    !(options.plaintext && options.token !== undefined),
    "plaintext: a token is sent over TLS alone",
  );
  require(!(options.plaintext && asksForTls), "plaintext must not stand beside what asks for TLS");
  const isSecured = asksForTls || !(options.plaintext || THIS_MACHINE.test(target));
  return {
    baseUrl: `${isSecured ? "https" : "http"}://${target}`,
    session: isSecured ? session(options) : {},
    token: options.token,
    deadlineMs,
    attemptsMax,
    responseBytesMax,
  };
}

function session(options: ConnectionOptions): SecureClientSessionOptions {
  return {
    ...(options.trust !== undefined && { ca: options.trust }),
    ...(options.certificate !== undefined && { cert: options.certificate }),
    ...(options.privateKey !== undefined && { key: options.privateKey }),
    ...(options.serverName !== undefined && { servername: options.serverName }),
  };
}

function require(holds: boolean, rule: string): void {
  if (!holds) {
    throw new RangeError(rule);
  }
}
