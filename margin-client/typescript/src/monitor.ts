import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { CrossguardError } from "./errors.js";
import type * as v1 from "./gen/index.js";
import { ended, MonitorCourse } from "./monitor-course.js";
import type { MonitorEvent } from "./monitor-course.js";

/** Opens a stream, which ends at the latest when it is cancelled. */
type Opener = (
  messages: AsyncIterable<v1.MonitorMarginRequest>,
  cancelled: AbortSignal,
) => AsyncIterable<v1.MonitorMarginResponse>;

/**
 * Accounts that the service watches: it is told once what they hold, then what changes. To iterate is
 * to listen; whoever takes their time gets the latest of each account.
 *
 * It keeps a copy of what the service has accepted. Where a stream is lost it opens another, with
 * growing pauses, starts it with that copy, and sends again what was not known to be accepted. The
 * other methods never wait.
 */
export class MarginMonitor implements AsyncIterable<MonitorEvent> {
  readonly #open: Opener;
  readonly #course: MonitorCourse;
  readonly #closed = new AbortController();
  #stream = new AbortController();
  #waiting: (() => void)[] = [];
  #isFinishing = false;

  /** Is what `MarginClient.monitor` makes. */
  constructor(open: Opener, start: v1.MonitorMarginRequest) {
    this.#open = open;
    this.#course = new MonitorCourse(start);
  }

  /** Tells the service what has changed. While it can't be reached the update waits. */
  update(update: MessageInitShape<typeof v1.MonitorUpdateSchema>): void {
    this.#course.update(update);
    this.#wake();
  }

  /** Asks for answers about some accounts at once, or about all. */
  ask(...accountIds: string[]): void {
    this.#course.ask(accountIds);
    this.#wake();
  }

  /** Says that nothing more follows: what there is to tell is told, then the iteration ends. */
  finish(): void {
    this.#isFinishing = true;
    this.#wake();
  }

  /** Ends at once, whatever there is still to tell. */
  close(): void {
    this.#closed.abort();
    this.#stream.abort();
    this.#wake();
  }

  /**
   * Listens until it is finished or closed. It throws a {@link CrossguardError} for what does not go
   * away by itself, such as a snapshot that is refused, or a missing permission.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<MonitorEvent> {
    try {
      while (!this.#closed.signal.aborted) {
        const lost = yield* this.#listen();
        if (lost === undefined) {
          return;
        }
        this.#stream.abort();
        this.#wake();
        const events = this.#course.lost(lost);
        const pause = this.#course.pauseMs(lost);
        yield* events;
        await this.#pause(pause);
      }
    } finally {
      this.close();
    }
  }

  /** Listens to one stream, and returns what it was lost with, unless nothing more follows. */
  async *#listen(): AsyncGenerator<MonitorEvent, CrossguardError | undefined> {
    const stream = new AbortController();
    this.#stream = stream;
    const messages = this.#messages(stream.signal, this.#course.opened());
    const answers = this.#open(messages, stream.signal)[Symbol.asyncIterator]();
    for (;;) {
      const answer = await this.#answer(answers, stream);
      if (this.#closed.signal.aborted) {
        return undefined;
      }
      if (answer instanceof CrossguardError) {
        return answer;
      }
      if (answer.done === true) {
        return this.#isFinishing ? undefined : ended();
      }
      const heard = this.#course.heard(answer.value);
      if (heard instanceof CrossguardError) {
        return heard;
      }
      yield* heard;
    }
  }

  async #answer(
    answers: AsyncIterator<v1.MonitorMarginResponse>,
    stream: AbortController,
  ): Promise<IteratorResult<v1.MonitorMarginResponse> | CrossguardError> {
    let isSilent = false;
    const silence = setTimeout(() => {
      isSilent = true;
      stream.abort();
    }, this.#course.silenceMaxMs);
    try {
      return await answers.next();
    } catch (failure) {
      if (isSilent) {
        return this.#course.silence();
      }
      const cause = CrossguardError.ofCall(failure);
      // A service that ends a stream resets it behind the status, and node may hear of that first.
      return cause.code === Code.Canceled ? ended() : cause;
    } finally {
      clearTimeout(silence);
    }
  }

  /** What a stream is told; the transport may go on asking for it after the stream is lost. */
  async *#messages(
    stream: AbortSignal,
    start: v1.MonitorMarginRequest[],
  ): AsyncGenerator<v1.MonitorMarginRequest> {
    yield* start;
    while (!stream.aborted) {
      const message = this.#course.next();
      if (message !== undefined) {
        yield message;
      } else if (this.#isFinishing) {
        return;
      } else {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => resolve());
  }

  async #pause(pauseMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const closed = this.#closed.signal;
      const timer = setTimeout(resolve, pauseMs);
      closed.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
