import { clone, create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import * as v1 from "../gen/index.js";
import type { Decimal } from "./decimal.js";
import type { JsonValue } from "./json-value.js";

/** An account of a venue with its market and its rules. */
export class ImportedAccount {
  /** Asks for its margin. */
  readonly evaluation: v1.EvaluateMarginRequest;

  /** What whoever imports should know of what was taken from where, a sentence each. */
  readonly notes: readonly string[];

  /**
   * Takes what an importer has put together.
   *
   * @param evaluation asks for its margin
   * @param notes what to know of it, a sentence each
   */
  constructor(evaluation: v1.EvaluateMarginRequest, notes: readonly string[]) {
    this.evaluation = evaluation;
    this.notes = notes;
  }

  /** Asks for advice on its margin modes, with what is known of the market's risk. */
  advice(
    riskInputs?: MessageInitShape<typeof v1.RiskInputsSchema>,
  ): v1.RecommendMarginModesRequest {
    return create(v1.RecommendMarginModesRequestSchema, {
      ...this.#subject(),
      ...(riskInputs && { riskInputs }),
    });
  }

  /**
   * Asks in which mode to open a trade. The rules must have the contract: those of tiers have what is
   * held, those that the service knows by name have what the venue lists.
   */
  order(
    trade: MessageInitShape<typeof v1.IntendedTradeSchema>,
    { markPrice, riskInputs }: OrderInputs = {},
  ): v1.RecommendOrderModeRequest {
    const request = create(v1.RecommendOrderModeRequestSchema, {
      ...this.#subject(),
      trade,
      ...(riskInputs && { riskInputs }),
    });
    const { instrumentId = "" } = trade;
    const marks = request.market?.markPrices ?? [];
    if (markPrice !== undefined && !marks.some((mark) => mark.instrumentId === instrumentId)) {
      // A copy: the account that was imported has no such price.
      const market = clone(v1.MarketSchema, request.market ?? create(v1.MarketSchema));
      market.markPrices.push(create(v1.MarkPriceSchema, { instrumentId, price: markPrice }));
      request.market = market;
    }
    return request;
  }

  /** The first message of a stream that watches it. It may have levels, a period and more. */
  snapshot(): v1.MonitorMarginRequest {
    const { account, ...prices } = this.#subject();
    return create(v1.MonitorMarginRequestSchema, {
      sequence: 1,
      kind: { case: "snapshot", value: { ...prices, accounts: account ? [account] : [] } },
    });
  }

  #subject() {
    const { account, market, rules } = this.evaluation;
    return { rules, ...(account && { account }), ...(market && { market }) };
  }
}

/** What a question about an order has beside the account. */
export interface OrderInputs {
  /** Mark price of the contract in plain digits, where no position has it. */
  readonly markPrice?: string;
  /** What is known of the market's risk. */
  readonly riskInputs?: MessageInitShape<typeof v1.RiskInputsSchema>;
}

/** A position as a venue states it. */
export interface Holding {
  readonly positionId: string;
  readonly instrumentId: string;
  /** In contracts: positive is long, negative is short. */
  readonly quantity: Decimal;
  readonly entryPrice: Decimal;
  readonly leverage: Decimal;
  /** Margin assigned to it, without unrealized profit and loss; undefined in cross. */
  readonly isolatedMargin: Decimal | undefined;
  readonly markPrice: Decimal;
  /** Where it stands in the response. */
  readonly at: JsonValue;
}

/** Collects what an account consists of, and refuses what does not fit together. */
export class AccountDraft {
  readonly #account: v1.Account;
  readonly #market = create(v1.MarketSchema);
  readonly #indexPrices: ReadonlyMap<string, Decimal>;
  readonly #assets = new Map<string, JsonValue>();
  readonly #balances = new Set<string>();
  readonly #positionIds = new Set<string>();
  readonly #marks = new Map<string, Decimal>();
  readonly #notes: string[] = [];

  constructor(accountId: string, indexPrices: ReadonlyMap<string, Decimal>) {
    this.#account = create(v1.AccountSchema, { accountId });
    this.#indexPrices = indexPrices;
  }

  /** The asset that is held and settled in, where it is one alone. */
  get soleAsset(): string | undefined {
    const [first, ...others] = this.#assets.keys();
    return others.length === 0 ? first : undefined;
  }

  /** Adds the cross wallet of an asset; one of zero is left out. */
  balance(asset: string, quantity: Decimal, at: JsonValue): void {
    if (this.#balances.has(asset)) {
      throw at.problem(`the asset ${asset} is there twice`);
    }
    this.#balances.add(asset);
    if (quantity.sign !== 0) {
      this.#hold(asset, at);
      const wallet = { asset, quantity: at.wire(quantity) };
      this.#account.balances.push(create(v1.BalanceSchema, wallet));
    }
  }

  /** Adds a position and its mark price. */
  position(holding: Holding, settlementAsset: string): void {
    const { at, positionId, instrumentId, isolatedMargin } = holding;
    if (this.#positionIds.has(positionId)) {
      throw at.problem(`the position ${positionId} is there twice`);
    }
    this.#positionIds.add(positionId);
    this.#hold(settlementAsset, at);
    this.#mark(instrumentId, holding.markPrice, at);
    const position = create(v1.PositionSchema, {
      positionId,
      instrumentId,
      quantity: at.wire(holding.quantity),
      entryPrice: at.wire(holding.entryPrice),
      leverage: at.wire(holding.leverage),
      mode:
        isolatedMargin === undefined
          ? { case: "cross", value: {} }
          : { case: "isolated", value: { margin: at.wire(isolatedMargin) } },
    });
    this.#account.positions.push(position);
  }

  /** Adds a sentence that whoever imports should know. */
  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  /** The account under rules that the service knows by name, or rules of its own. */
  under(rules: string | v1.RuleSet, quoteCurrency: string): ImportedAccount {
    for (const [asset, at] of this.#assets) {
      if (asset === quoteCurrency) {
        continue;
      }
      const price = this.#indexPrices.get(asset);
      if (price === undefined) {
        throw at.problem(
          `the price of ${asset} in ${quoteCurrency} is needed for the totals: add` +
            ` indexPrices: { ${asset}: "PRICE" }`,
        );
      }
      this.#market.indexPrices.push(
        create(v1.IndexPriceSchema, { asset, price: at.wire(price) }),
      );
    }
    const evaluation = create(v1.EvaluateMarginRequestSchema, {
      account: this.#account,
      market: this.#market,
      rules:
        typeof rules === "string"
          ? { case: "ruleSetId", value: rules }
          : { case: "ruleSet", value: rules },
    });
    return new ImportedAccount(evaluation, this.#notes);
  }

  #hold(asset: string, at: JsonValue): void {
    if (!this.#assets.has(asset)) {
      this.#assets.set(asset, at);
    }
  }

  #mark(instrumentId: string, price: Decimal, at: JsonValue): void {
    const before = this.#marks.get(instrumentId);
    if (before === undefined) {
      this.#marks.set(instrumentId, price);
      this.#market.markPrices.push(
        create(v1.MarkPriceSchema, { instrumentId, price: at.wire(price) }),
      );
    } else if (!before.equals(price)) {
      throw at.problem(
        `the mark price of ${instrumentId} is ${price} here and ${before} before: take the response` +
          " again",
      );
    }
  }
}
