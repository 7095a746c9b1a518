import type { MessageInitShape } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import type { CallOptions, Client } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { connection } from "./connection.js";
import type { ConnectionOptions } from "./connection.js";
import { CrossguardError } from "./errors.js";
import * as v1 from "./gen/index.js";
import { bearer, repeating } from "./interceptors.js";
import { MarginMonitor } from "./monitor.js";

/**
 * A connection to the service. It is meant to be kept: one client serves a whole program.
 *
 * Every method takes a message, or a plain object with its fields, answers within the deadline, and
 * rejects with a {@link CrossguardError}. No call changes anything, so each can be repeated; while the
 * service is unavailable the client does that by itself.
 */
export class MarginClient {
  readonly #sessions: Http2SessionManager;
  readonly #margin: Client<typeof v1.MarginService>;
  readonly #advisor: Client<typeof v1.AdvisorService>;
  readonly #ruleSets: Client<typeof v1.RuleSetService>;

  /**
   * Makes a client that connects with the first call.
   *
   * @param target host and port of the service, such as `localhost:50051`
   * @throws RangeError if the options can't be used
   */
  constructor(target: string, options: ConnectionOptions = {}) {
    const how = connection(target, options);
    this.#sessions = new Http2SessionManager(how.baseUrl, {}, how.session);
    const transport = createGrpcTransport({
      baseUrl: how.baseUrl,
      sessionManager: this.#sessions,
      defaultTimeoutMs: how.deadlineMs,
      readMaxBytes: how.responseBytesMax,
      interceptors: [
        repeating(how.attemptsMax),
        ...(how.token === undefined ? [] : [bearer(how.token)]),
      ],
    });
    this.#margin = createClient(v1.MarginService, transport);
    this.#advisor = createClient(v1.AdvisorService, transport);
    this.#ruleSets = createClient(v1.RuleSetService, transport);
  }

  /** Ends the connection, and with it the calls that still wait. */
  close(): void {
    this.#sessions.abort();
  }

  /** Computes every scope, position and exposure of one account. */
  evaluateMargin(
    request: MessageInitShape<typeof v1.EvaluateMarginRequestSchema>,
  ): Promise<v1.EvaluateMarginResponse> {
    return answer(this.#margin.evaluateMargin(request));
  }

  /**
   * Computes many accounts against one market and one rule set. A bad account fails alone: the
   * response has a result or an error for each, in order, and {@link CrossguardError.ofStatus} reads
   * the error.
   */
  batchEvaluateMargin(
    request: MessageInitShape<typeof v1.BatchEvaluateMarginRequestSchema>,
  ): Promise<v1.BatchEvaluateMarginResponse> {
    return answer(this.#margin.batchEvaluateMargin(request));
  }

  /** Finds out whether the venue would accept changes, and what they would do. */
  previewChanges(
    request: MessageInitShape<typeof v1.PreviewChangesRequestSchema>,
  ): Promise<v1.PreviewChangesResponse> {
    return answer(this.#margin.previewChanges(request));
  }

  /** Liquidates what does not stand, by the rules: what is closed, and what is left. */
  simulateLiquidation(
    request: MessageInitShape<typeof v1.SimulateLiquidationRequestSchema>,
  ): Promise<v1.SimulateLiquidationResponse> {
    return answer(this.#margin.simulateLiquidation(request));
  }

  /** Computes where an account stands at other prices. */
  stressMargin(
    request: MessageInitShape<typeof v1.StressMarginRequestSchema>,
  ): Promise<v1.StressMarginResponse> {
    return answer(this.#margin.stressMargin(request));
  }

  /** Finds out what hedges what in one account. */
  classifyPositions(
    request: MessageInitShape<typeof v1.ClassifyPositionsRequestSchema>,
  ): Promise<v1.ClassifyPositionsResponse> {
    return answer(this.#advisor.classifyPositions(request));
  }

  /** Recommends a margin mode, and a margin where it is isolated, for every position. */
  recommendMarginModes(
    request: MessageInitShape<typeof v1.RecommendMarginModesRequestSchema>,
  ): Promise<v1.RecommendMarginModesResponse> {
    return answer(this.#advisor.recommendMarginModes(request));
  }

  /** Says before a trade is made in which mode to open it, and with how much margin. */
  recommendOrderMode(
    request: MessageInitShape<typeof v1.RecommendOrderModeRequestSchema>,
  ): Promise<v1.RecommendOrderModeResponse> {
    return answer(this.#advisor.recommendOrderMode(request));
  }

  /** Lists the rule sets that the service knows, in the order of their names. */
  async listRuleSets(): Promise<v1.ListRuleSetsResponse_Summary[]> {
    return (await answer(this.#ruleSets.listRuleSets({}))).ruleSets;
  }

  /** Returns one rule set in full. It can be changed and sent inline with a request. */
  async getRuleSet(ruleSetId: string): Promise<v1.RuleSet> {
    const { ruleSet } = await answer(this.#ruleSets.getRuleSet({ ruleSetId }));
    if (ruleSet === undefined) {
      throw new TypeError("the service has answered without a rule set");
    }
    return ruleSet;
  }

  /**
   * Computes books that are larger than a message, message after message, each in its turn. The stream
   * has no deadline, ends when the messages do and all is answered, and is cancelled where the caller
   * no longer iterates.
   */
  streamEvaluateMargin(
    messages: AsyncIterable<MessageInitShape<typeof v1.StreamEvaluateMarginRequestSchema>>,
  ): AsyncGenerator<v1.StreamEvaluateMarginResponse> {
    return answers((options) => this.#margin.streamEvaluateMargin(messages, options));
  }

  /**
   * Watches accounts: a snapshot first, then what changes; the answers come as they do. The stream has
   * no deadline, ends when the messages do and all is answered, and is cancelled where the caller no
   * longer iterates. It is not opened anew where it breaks: {@link monitor} does that.
   */
  monitorMargin(
    messages: AsyncIterable<MessageInitShape<typeof v1.MonitorMarginRequestSchema>>,
  ): AsyncGenerator<v1.MonitorMarginResponse> {
    return answers((options) => this.#margin.monitorMargin(messages, options));
  }

  /**
   * Watches accounts, and opens another stream where one is lost.
   *
   * @param start has the snapshot, such as that of `ImportedAccount.snapshot()`
   */
  monitor(start: v1.MonitorMarginRequest): MarginMonitor {
    return new MarginMonitor(
      (messages, signal) => this.#margin.monitorMargin(messages, { timeoutMs: 0, signal }),
      start,
    );
  }
}

async function answer<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (failure) {
    throw CrossguardError.ofCall(failure);
  }
}

async function* answers<T>(
  stream: (options: CallOptions) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const cancelled = new AbortController();
  try {
    // 0 stands for no deadline.
    yield* stream({ timeoutMs: 0, signal: cancelled.signal });
  } catch (failure) {
    throw CrossguardError.ofCall(failure);
  } finally {
    cancelled.abort();
  }
}
