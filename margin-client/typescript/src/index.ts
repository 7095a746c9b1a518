/**
 * Where an account stands under cross and isolated margin, and which mode each position belongs in.
 * The messages of the contract are in `@crossguard/client/v1`.
 *
 * @packageDocumentation
 */
export { MarginClient } from "./client.js";
export type { ConnectionOptions, Token } from "./connection.js";
export { CrossguardError } from "./errors.js";
export type { Violation } from "./errors.js";
export { fromCcxt } from "./exchange/ccxt.js";
export type { CcxtOptions, CcxtResponses } from "./exchange/ccxt.js";
export { fromCcxtByCommand } from "./exchange/command.js";
export type { CommandOptions } from "./exchange/command.js";
export { ImportedAccount } from "./exchange/draft.js";
export type { OrderInputs } from "./exchange/draft.js";
export { BadResponseError } from "./exchange/json-value.js";
export { MarginMonitor } from "./monitor.js";
export type { MonitorEvent } from "./monitor-course.js";
