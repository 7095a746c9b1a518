import { create, fromBinary } from "@bufbuild/protobuf";
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "./gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "./gen/google/rpc/status_pb.js";
import type { Status } from "./gen/google/rpc/status_pb.js";

const DOMAIN = "crossguard";
const DETAILS = "grpc-status-details-bin";

/** A rule that a request breaks. */
export interface Violation {
  /** Path of the field, such as `account.positions[2].quantity`. */
  readonly field: string;
  /** The rule in words. */
  readonly rule: string;
}

/**
 * A call that failed, or a part of one. The code says what kind of failure it is and the reason says
 * which; both are listed with what to do about them in the README of the protocol. The text is for
 * people.
 */
export class CrossguardError extends Error {
  override readonly name = "CrossguardError";

  /** What kind of failure it is. */
  readonly code: Code;

  /** Which failure it is, such as `INVALID_FIELD`; empty where gRPC itself failed the call. */
  readonly reason: string;

  /** What is wrong with the request, field by field; empty where that is not the failure. */
  readonly violations: readonly Violation[];

  /** Further facts by name, such as `request_id` or `limit`. */
  readonly metadata: Readonly<Record<string, string>>;

  /** How long to wait before the call is worth repeating, in milliseconds, where the service says so. */
  readonly retryDelayMs: number | undefined;

  private constructor(code: Code, text: string, status: Status, cause?: unknown) {
    const info = detail(status, ErrorInfoSchema);
    const ours = info?.domain === DOMAIN ? info : undefined;
    const violations = (detail(status, BadRequestSchema)?.fieldViolations ?? []).map(
      ({ field, description }) => ({ field, rule: description }),
    );
    const kind = `${constantName(code)} ${ours?.reason ?? ""}`.trimEnd();
    const lines = violations.map(({ field, rule }) => `\n  ${field}: ${rule}`);
    super(`${kind}: ${text}${lines.join("")}`, { cause });
    this.code = code;
    this.reason = ours?.reason ?? "";
    this.violations = violations;
    this.metadata = { ...ours?.metadata };
    const delay = detail(status, RetryInfoSchema)?.retryDelay;
    this.retryDelayMs = delay && Number(delay.seconds) * 1000 + delay.nanos / 1e6;
  }

  /** What a call failed with: anything that was thrown by it. */
  static ofCall(thrown: unknown): CrossguardError {
    const failure = ConnectError.from(thrown);
    return new CrossguardError(failure.code, failure.rawMessage, statusOf(failure), failure);
  }

  /** The failure of a part of a call that succeeded: an item of a batch, a refused message. */
  static ofStatus(status: Status): CrossguardError {
    const code = status.code in Code ? (status.code as Code) : Code.Unknown;
    return new CrossguardError(code, status.message, status);
  }
}

/** The code as gRPC's documents write it: `INVALID_ARGUMENT`. */
function constantName(code: Code): string {
  return code === Code.Canceled
    ? "CANCELLED"
    : (Code[code] ?? "UNKNOWN").replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

function statusOf(failure: ConnectError): Status {
  const text = failure.metadata.get(DETAILS);
  try {
    return text === null
      ? create(StatusSchema)
      : fromBinary(StatusSchema, Buffer.from(text, "base64"));
  } catch {
    // Details that can't be read must not hide the failure that they were to explain.
    return create(StatusSchema);
  }
}

function detail<D extends DescMessage>(status: Status, schema: D): MessageShape<D> | undefined {
  for (const packed of status.details) {
    try {
      const found = anyUnpack(packed, schema);
      if (found !== undefined) {
        return found;
      }
    } catch {
      return undefined;
    }
  }
  return undefined;
}
