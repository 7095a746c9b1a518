import { create } from "@bufbuild/protobuf";
import { MarginTierSchema } from "../gen/index.js";
import type { MarginTier } from "../gen/index.js";
import { Decimal } from "./decimal.js";
import { checkFields } from "./json-value.js";
import type { JsonValue } from "./json-value.js";

const FIELDS = {
  read: ["minNotional", "maxNotional", "maintenanceMarginRate", "maxLeverage", "info"],
  harmless: ["tier", "symbol", "currency"],
};

/**
 * ccxt's `fetchLeverageTiers` as tiers of a rule set, in rising order, whatever order the venue states
 * them in. What is taken off notional × rate is not unified; it follows from floors and rates, and
 * where the venue's own response in `info` states it, the service checks that it does.
 *
 * @param at what asks for them
 * @throws BadResponseError if they are missing, do not start at zero, leave a gap or overlap
 */
export function tiersOf(response: JsonValue, symbol: string, at: JsonValue): MarginTier[] {
  const table = response.optional(symbol);
  if (table === undefined) {
    throw at.problem(`${symbol} is not in ${response.place}`);
  }
  const rows = table.items();
  if (rows.length === 0) {
    throw table.problem("has no tiers");
  }
  const tiers = rows.map(tier).sort((a, b) => a.floor.compareTo(b.floor));
  let expected = Decimal.ZERO;
  tiers.forEach(({ floor, row }, index) => {
    if (!floor.equals(expected)) {
      throw row.problem(
        `starts at ${floor} where ${expected} is expected: the tiers leave a gap or overlap`,
      );
    }
    const next = tiers[index + 1];
    // That of the last tier is not read: venues write there what means no end.
    if (next !== undefined) {
      expected = row.optional("maxNotional")?.positive() ?? next.floor;
    }
  });
  return tiers.map(({ message }) => message);
}

function tier(row: JsonValue): { floor: Decimal; row: JsonValue; message: MarginTier } {
  checkFields(row, FIELDS);
  const floor = row.field("minNotional").decimal();
  const deduction = row.optional("info")?.stated("cum")?.decimal();
  const message = create(MarginTierSchema, {
    notionalFloor: row.wire(floor),
    maintenanceRate: row.wire(row.field("maintenanceMarginRate").decimal()),
    maxLeverage: row.wire(row.field("maxLeverage").positive()),
    ...(deduction && { maintenanceDeduction: row.wire(deduction) }),
  });
  return { floor, row, message };
}
