/** Significant digits that a decimal keeps on its way through a floating-point number. */
export const FLOAT_DIGITS = 15;

/** Digits that a decimal of a request may have before its point, and after it. */
export const WIRE_DIGITS = 18;

const TEXT_LENGTH_MAX = 60;
const SHOWN_LENGTH_MAX = 40;
const DECIMAL = /^(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?(?:[eE]([+-]?[0-9]{1,2}))?$/;

/**
 * An exact decimal: `unscaled` × 10^−`scale`, without zeros at the end.
 *
 * What venues send as strings is taken digit by digit. Up to 15 significant digits a floating-point
 * number does no harm: every such decimal comes out of it as it went in. With 16 or 17 digits nobody
 * can tell what the venue has sent from what arithmetic has left behind, as in 0.30000000000000004.
 */
export class Decimal {
  /** Zero. */
  static readonly ZERO = new Decimal(0n, 0);

  readonly #unscaled: bigint;
  readonly #scale: number;

  private constructor(unscaled: bigint, scale: number) {
    let digits = unscaled;
    let places = digits === 0n ? 0 : scale;
    while (digits !== 0n && digits % 10n === 0n) {
      digits /= 10n;
      places--;
    }
    this.#unscaled = digits;
    this.#scale = places;
  }

  /** The decimal that a text is, if it is one. */
  static parse(text: string): Decimal | undefined {
    const parts = text.length > TEXT_LENGTH_MAX ? null : DECIMAL.exec(text);
    if (parts === null) {
      return undefined;
    }
    const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
    return new Decimal(BigInt(sign + whole + fraction), fraction.length - Number(exponent));
  }

  /** -1, 0 or 1. */
  get sign(): number {
    return this.#unscaled < 0n ? -1 : this.#unscaled > 0n ? 1 : 0;
  }

  /** Digits without leading and trailing zeros; 1 for zero. */
  get significantDigits(): number {
    return this.#digits.length;
  }

  /** Whether a request may have it. */
  get fitsTheWire(): boolean {
    return this.#scale <= WIRE_DIGITS && this.#digits.length - this.#scale <= WIRE_DIGITS;
  }

  /** The same with the other sign. */
  negated(): Decimal {
    return new Decimal(-this.#unscaled, this.#scale);
  }

  /** The difference, without a loss. */
  minus(other: Decimal): Decimal {
    const scale = Math.max(this.#scale, other.#scale);
    return new Decimal(this.#at(scale) - other.#at(scale), scale);
  }

  /** Below, at or above zero as it is below, at or above the other. */
  compareTo(other: Decimal): number {
    return this.minus(other).sign;
  }

  /** Whether both are the same number, however they were written. */
  equals(other: Decimal): boolean {
    return this.compareTo(other) === 0;
  }

  /** With the digits that a floating-point number keeps: to the nearest, a half to the even one. */
  rounded(): Decimal {
    const surplus = this.#digits.length - FLOAT_DIGITS;
    if (surplus <= 0) {
      return this;
    }
    const unit = 10n ** BigInt(surplus);
    const magnitude = this.#unscaled < 0n ? -this.#unscaled : this.#unscaled;
    const kept = magnitude / unit;
    const twice = (magnitude % unit) * 2n;
    const up = twice > unit || (twice === unit && kept % 2n === 1n);
    const result = up ? kept + 1n : kept;
    return new Decimal(this.#unscaled < 0n ? -result : result, this.#scale - surplus);
  }

  /** Plain digits: no exponent, no zeros at the end. */
  toString(): string {
    const sign = this.#unscaled < 0n ? "-" : "";
    if (this.#scale <= 0) {
      return `${sign}${this.#digits}${"0".repeat(-this.#scale)}`;
    }
    const padded = this.#digits.padStart(this.#scale + 1, "0");
    return `${sign}${padded.slice(0, -this.#scale)}.${padded.slice(-this.#scale)}`;
  }

  /** The same in a few characters: with an exponent where there would be many zeros. */
  toShortText(): string {
    const exponent = this.#digits.length - 1 - this.#scale;
    if (this.#scale >= 0 && exponent >= -6) {
      return this.toString();
    }
    const sign = this.#unscaled < 0n ? "-" : "";
    const rest = this.#digits.slice(1);
    const mantissa = `${this.#digits.slice(0, 1)}${rest === "" ? "" : `.${rest}`}`;
    return `${sign}${mantissa}E${exponent < 0 ? "" : "+"}${exponent}`;
  }

  get #digits(): string {
    return this.#unscaled.toString().replace("-", "");
  }

  #at(scale: number): bigint {
    return this.#unscaled * 10n ** BigInt(scale - this.#scale);
  }
}

/** Whether a text is a number, and zero. */
export function isZero(text: string): boolean {
  return Decimal.parse(text)?.sign === 0;
}

/** A text that may be long, as messages show it. */
export function shortened(text: string): string {
  return text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, SHOWN_LENGTH_MAX)}…`;
}
