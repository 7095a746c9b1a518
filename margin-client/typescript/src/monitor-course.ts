import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { CrossguardError } from "./errors.js";
import * as v1 from "./gen/index.js";
import { MonitoredState, Prices } from "./monitored-state.js";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const HEARTBEAT_MS = 10_000;
const MISSED_HEARTBEATS = 3;

/** What does not go away by itself. */
const LASTING: readonly Code[] = [
  Code.InvalidArgument,
  Code.NotFound,
  Code.Unauthenticated,
  Code.PermissionDenied,
  Code.Unimplemented,
];

/** What a monitor hears. */
export type MonitorEvent =
  | {
      /** An account has something to tell: why, where it stands, and what has changed since. */
      readonly kind: "account";
      readonly account: v1.MonitorMarginResponse_MonitoredAccount;
      /** The whole answer, with the number of the last message that it accounts for. */
      readonly answer: v1.MonitorMarginResponse;
    }
  | {
      /** An update or a question was refused; nothing of it holds, and the others do. */
      readonly kind: "refused";
      /** As it was sent, with its number on its stream. */
      readonly message: v1.MonitorMarginRequest;
      /** Why, with paths that start at the message. */
      readonly failure: CrossguardError;
    }
  | {
      /** Nothing is watched at the moment: the monitor goes on trying, and updates are kept. */
      readonly kind: "interrupted";
      readonly cause: CrossguardError;
    }
  | {
      /** All accounts are watched again from the state that was known; each is told of anew. */
      readonly kind: "restored";
    };

/**
 * How the watching of accounts goes on, whatever becomes of a stream: what the service has accepted,
 * what is on its way, and what waits. It neither waits nor sends.
 */
export class MonitorCourse {
  /** After how long without an answer a stream counts as lost. */
  readonly silenceMaxMs: number;
  readonly #accepted: MonitoredState;
  #unsent: v1.MonitorMarginRequest[] = [];
  #unconfirmed: v1.MonitorMarginRequest[] = [];
  #starting = 0;
  #sequence = 0;
  #isOpen = false;
  #hasAnswered = false;
  #isInterrupted = false;
  #failedTries = 0;

  /** @throws RangeError if the message has no snapshot */
  constructor({ kind }: v1.MonitorMarginRequest) {
    if (kind.case !== "snapshot") {
      throw new RangeError("a monitor starts with a snapshot");
    }
    const { heartbeat } = kind.value;
    const heartbeatMs = heartbeat && Number(heartbeat.seconds) * 1000 + heartbeat.nanos / 1e6;
    this.silenceMaxMs = MISSED_HEARTBEATS * (heartbeatMs ?? HEARTBEAT_MS);
    this.#accepted = new MonitoredState(kind.value);
  }

  /** What a new stream starts with. */
  opened(): v1.MonitorMarginRequest[] {
    this.#sequence = 0;
    this.#hasAnswered = false;
    this.#isOpen = true;
    const start = this.#accepted.messages().map((message) => this.#numbered(message));
    this.#starting = start.length;
    return start;
  }

  /** Adds an update. While there is no stream prices that follow prices are folded into one. */
  update(given: MessageInitShape<typeof v1.MonitorUpdateSchema>): void {
    let update = create(v1.MonitorUpdateSchema, given);
    const last = this.#unsent.at(-1)?.kind;
    if (!this.#isOpen && last?.case === "update") {
      if (areOnlyPrices(last.value) && areOnlyPrices(update)) {
        const prices = new Prices();
        prices.apply(last.value.market);
        prices.apply(update.market);
        this.#unsent.pop();
        update = create(v1.MonitorUpdateSchema, { market: prices.market() });
      }
    }
    this.#unsent.push(message({ case: "update", value: update }));
  }

  /** Adds a question. A new stream tells of every account anyway. */
  ask(accountIds: string[]): void {
    if (this.#isOpen) {
      const value = create(v1.MonitorMarginRequest_QuerySchema, { accountIds });
      this.#unsent.push(message({ case: "query", value }));
    }
  }

  /** The next message to send, if one waits. */
  next(): v1.MonitorMarginRequest | undefined {
    const waiting = this.#unsent.shift();
    if (waiting === undefined) {
      return undefined;
    }
    const sent = this.#numbered(waiting);
    this.#unconfirmed.push(sent);
    return sent;
  }

  /** Takes note of an answer. Where what starts the stream is refused, it is lost with that. */
  heard(answer: v1.MonitorMarginResponse): MonitorEvent[] | CrossguardError {
    const { kind, sequence } = answer;
    const refusal = kind.case === "refusal" ? kind.value : undefined;
    if (refusal?.error !== undefined && refusal.sequence <= this.#starting) {
      return CrossguardError.ofStatus(refusal.error);
    }
    const events: MonitorEvent[] = this.#firstAnswer();
    const dealtWith = this.#unconfirmed.filter((sent) => sent.sequence <= sequence);
    this.#unconfirmed.splice(0, dealtWith.length);
    for (const sent of dealtWith) {
      if (refusal?.error !== undefined && refusal.sequence === sent.sequence) {
        const failure = CrossguardError.ofStatus(refusal.error);
        events.push({ kind: "refused", message: sent, failure });
      } else if (sent.kind.case === "update") {
        this.#accepted.apply(sent.kind.value);
      }
    }
    if (kind.case === "account") {
      this.#accepted.remember(kind.value);
      events.push({ kind: "account", account: kind.value, answer });
    }
    return events;
  }

  /**
   * The stream is lost: what was on its way waits again, but for questions.
   *
   * @throws CrossguardError if another stream would fail with the same
   */
  lost(cause: CrossguardError): MonitorEvent[] {
    if (LASTING.includes(cause.code)) {
      throw cause;
    }
    this.#isOpen = false;
    const waiting = [...this.#unconfirmed, ...this.#unsent];
    this.#unconfirmed = [];
    this.#unsent = waiting.filter(({ kind }) => kind.case === "update");
    if (this.#isInterrupted) {
      return [];
    }
    this.#isInterrupted = true;
    return [{ kind: "interrupted", cause }];
  }

  /** How long to wait before the next try; shared out, so that not all clients come at once. */
  pauseMs(cause: CrossguardError): number {
    const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failedTries++);
    return Math.max(cause.retryDelayMs ?? 0, most / 2 + (Math.random() * most) / 2);
  }

  /** What a stream is lost with that says nothing any more. */
  silence(): CrossguardError {
    return gone(`nothing was heard from the service for ${this.silenceMaxMs / 1000} s`);
  }

  #firstAnswer(): MonitorEvent[] {
    if (this.#hasAnswered) {
      return [];
    }
    const isRestored = this.#isInterrupted;
    this.#hasAnswered = true;
    this.#isInterrupted = false;
    this.#failedTries = 0;
    return isRestored ? [{ kind: "restored" }] : [];
  }

  #numbered({ kind }: v1.MonitorMarginRequest): v1.MonitorMarginRequest {
    return create(v1.MonitorMarginRequestSchema, { sequence: ++this.#sequence, kind });
  }
}

/** What a stream is lost with that the service has ended without a reason. */
export function ended(): CrossguardError {
  return gone("the service has ended the stream");
}

function gone(rule: string): CrossguardError {
  return CrossguardError.ofCall(new ConnectError(rule, Code.Unavailable));
}

function message(kind: v1.MonitorMarginRequest["kind"]): v1.MonitorMarginRequest {
  return create(v1.MonitorMarginRequestSchema, { kind });
}

function areOnlyPrices(update: v1.MonitorUpdate): boolean {
  const others = [update.accounts, update.removedAccountIds, update.deltas];
  return update.market !== undefined && others.every((rows) => rows.length === 0);
}
