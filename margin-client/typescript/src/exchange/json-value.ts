import { Decimal, FLOAT_DIGITS, isZero, shortened, WIRE_DIGITS } from "./decimal.js";

const PART_LENGTH_MAX = 400;

/** A response that can't become a request. The message names the place and what to change there. */
export class BadResponseError extends Error {
  override readonly name = "BadResponseError";

  /** Says which rule does not hold at which place. */
  constructor(place: string, rule: string) {
    super(`${readable(place)}: ${readable(rule)}`);
  }
}

/** How responses are read. */
export interface Reading {
  /** Names of fields that are taken as not there, wherever they stand. */
  readonly ignored: ReadonlySet<string>;
  /** Whether numbers of more digits than a floating-point number keeps are rounded, not refused. */
  readonly roundsFloats: boolean;
}

/** A value in a response. Whatever is asked of it and does not hold names its place. */
export class JsonValue {
  readonly place: string;
  readonly #value: unknown;
  readonly #reading: Reading;

  constructor(place: string, value: unknown, reading: Reading) {
    this.place = place;
    this.#value = value ?? null;
    this.#reading = reading;
  }

  get isArray(): boolean {
    return Array.isArray(this.#value);
  }

  /** Whether the value says nothing: null, false, zero, or empty. */
  get isNothing(): boolean {
    const value = this.#value;
    if (typeof value === "string" || typeof value === "number") {
      const text = this.#text();
      return text === "" || text === "false" || isZero(text);
    }
    if (typeof value === "object" && value !== null) {
      return Object.keys(value).length === 0;
    }
    return value === null || value === false;
  }

  /** The fields of an object by name. */
  fields(): Map<string, JsonValue> {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.problem(`must be an object, is ${this.describe()}`);
    }
    const fields = Object.entries(value)
      .filter(([name]) => !this.#reading.ignored.has(name))
      .map(([name, inner]) => [name, this.#inner(`.${name}`, inner)] as const);
    return new Map(fields);
  }

  /** The entries of an array. */
  items(): JsonValue[] {
    if (!Array.isArray(this.#value)) {
      throw this.problem(`must be an array, is ${this.describe()}`);
    }
    return this.#value.map((item: unknown, index) => this.#inner(`[${index}]`, item));
  }

  /** A field, unless it is missing or null. */
  optional(name: string): JsonValue | undefined {
    const value = this.fields().get(name);
    return value === undefined || value.#value === null ? undefined : value;
  }

  /** A field, unless it is missing, null or an empty string. */
  stated(name: string): JsonValue | undefined {
    const value = this.optional(name);
    return value === undefined || value.#value === "" ? undefined : value;
  }

  /** A field that must be there. */
  field(name: string): JsonValue {
    const value = this.optional(name);
    if (value === undefined) {
      throw this.problem(`has no ${name}`);
    }
    return value;
  }

  /** A string that is not empty. */
  text(): string {
    if (typeof this.#value !== "string" || this.#value === "") {
      throw this.problem(`must be a text, is ${this.describe()}`);
    }
    return this.#value;
  }

  /** True or false; venues also write them as strings. */
  truth(): boolean {
    const word = typeof this.#value === "string" ? this.#value.toLowerCase() : this.#value;
    if (word === true || word === "true") {
      return true;
    }
    if (word === false || word === "false") {
      return false;
    }
    throw this.problem(`must be true or false, is ${this.describe()}`);
  }

  /** A decimal, exactly as it is written. */
  decimal(): Decimal {
    const isNumber = typeof this.#value === "number";
    const isText = typeof this.#value === "string";
    const value = isNumber || isText ? Decimal.parse(this.#text()) : undefined;
    if (value === undefined) {
      throw this.problem(`must be a number, is ${this.describe()}`);
    }
    if (isNumber && value.significantDigits > FLOAT_DIGITS) {
      throw this.problem(
        `${this.describe()} has ${value.significantDigits} digits, more than a floating-point` +
          " number keeps; write it as a string with the digits of the venue (ccxt does so with" +
          " exchange.number = String, in Python str), or add roundFloats: true",
      );
    }
    return value;
  }

  /** A decimal above zero. */
  positive(): Decimal {
    const value = this.decimal();
    if (value.sign <= 0) {
      throw this.problem(`must be positive, is ${this.describe()}`);
    }
    return value;
  }

  /** A decimal that comes from here, in the form of a request. */
  wire(value: Decimal): string {
    if (!value.fitsTheWire) {
      throw this.problem(
        `has more than ${WIRE_DIGITS} digits before or after its point: ` +
          shortened(value.toShortText()),
      );
    }
    return value.toString();
  }

  /** What to throw where the value breaks a rule. */
  problem(rule: string): BadResponseError {
    return new BadResponseError(this.place, rule);
  }

  /** What stands there, short enough for a message. */
  describe(): string {
    if (this.isArray) {
      return "an array";
    }
    if (typeof this.#value === "object" && this.#value !== null) {
      return "an object";
    }
    const text = shortened(this.#text());
    return typeof this.#value === "string" ? `"${text}"` : text;
  }

  #text(): string {
    const text = String(this.#value);
    return typeof this.#value === "number" && this.#reading.roundsFloats
      ? (Decimal.parse(text)?.rounded().toString() ?? text)
      : text;
  }

  #inner(step: string, value: unknown): JsonValue {
    return new JsonValue(this.place + step, value, this.#reading);
  }
}

/**
 * The fields that an object of a response may have. A field that is not among them must say nothing
 * (null, false, zero, empty): it could change a figure.
 */
export interface KnownFields {
  /** What an importer reads; it sees to the values itself. */
  readonly read: readonly string[];
  /** What changes no figure: what follows from others, times, permissions. */
  readonly harmless: readonly string[];
  /** What changes figures and is not imported, with what to do where it is not zero. */
  readonly empty?: Readonly<Record<string, string>>;
}

/** @throws BadResponseError if the object has a field that says something and is not known */
export function checkFields(object: JsonValue, { read, harmless, empty = {} }: KnownFields): void {
  for (const [name, value] of object.fields()) {
    if (!read.includes(name) && !harmless.includes(name) && !value.isNothing) {
      const unknown =
        `is ${value.describe()}, and what it means for the margin is not known here; where it means` +
        ` nothing, add ignore: ["${name}"]`;
      throw value.problem(Object.hasOwn(empty, name) ? (empty[name] ?? unknown) : unknown);
    }
  }
}

function readable(text: string): string {
  const visible = text.replace(/[\u0000-\u001f\u007f]/g, "?");
  return visible.length <= PART_LENGTH_MAX ? visible : `${visible.slice(0, PART_LENGTH_MAX)}…`;
}
