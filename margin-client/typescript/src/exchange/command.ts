import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fromJsonString } from "@bufbuild/protobuf";
import { EvaluateMarginRequestSchema } from "../gen/index.js";
import { ImportedAccount } from "./draft.js";
import { BadResponseError } from "./json-value.js";

const SOURCE = "standard input: ";
const LAUNCHER = "crossguard: ";

/** How the command is run. */
export interface CommandOptions {
  /** Path of `margin-client/bin/crossguard`. Default: `crossguard`. */
  readonly command?: string;
  /** Options of the command, such as `--without-orders`. */
  readonly options?: readonly string[];
}

/**
 * Has `crossguard import ccxt` read what ccxt answers about an account: the command knows more
 * exchanges than this package. It takes about a second, and a JDK. Nothing is sent to anybody.
 *
 * @param exchange ccxt's name of the exchange, such as `bybit`, `okx` or `hyperliquid`
 * @param responses what ccxt answers, by the name that the command has for it: `balance`,
 *   `positions`, and what the exchange needs beside them
 * @throws BadResponseError if the responses can't become a request; it says what to change
 */
export async function fromCcxtByCommand(
  exchange: string,
  responses: Readonly<Record<string, unknown>>,
  { command = "crossguard", options = [] }: CommandOptions = {},
): Promise<ImportedAccount> {
  const child = spawn(command, ["import", "ccxt", "--exchange", exchange, ...options, "-"]);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", ({ message }) => {
      const rule = `${command} can't be run, give the path of margin-client/bin/crossguard`;
      reject(new BadResponseError("command", `${rule}: ${message}`));
    });
  });
  // A command that ends before it has read all says why.
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(responses));
  const [status, request, told] = await Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  // The launcher says there what it builds.
  const notes = lines.filter((line) => !line.startsWith(LAUNCHER));
  if (status !== 0) {
    throw problem(notes[0] ?? lines[0] ?? `has ended with the status ${status}`);
  }
  return new ImportedAccount(fromJsonString(EvaluateMarginRequestSchema, request), notes);
}

function problem(line: string): BadResponseError {
  const told = line.startsWith(SOURCE) ? line.slice(SOURCE.length) : line;
  const end = told.indexOf(": ");
  return end < 0
    ? new BadResponseError("command", told)
    : new BadResponseError(told.slice(0, end), told.slice(end + 2));
}
