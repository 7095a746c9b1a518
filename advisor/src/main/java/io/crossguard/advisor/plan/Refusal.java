package io.crossguard.advisor.plan;

import io.crossguard.margin.change.RefusalReason;

/**
 * Why a move can't be made.
 *
 * @param isOfMeans whether the venue has no such mode, whatever the margin
 * @param message one sentence with its numbers
 */
public record Refusal(boolean isOfMeans, String message) {

  static Refusal of(RefusalReason reason) {
    boolean isOfMeans = switch (reason.code()) {
      case SWITCH_REFUSED,
          SWITCH_ACCOUNT_WIDE,
          SWITCH_BY_SUB_ACCOUNT,
          BOTH_MODES,
          ISOLATED_BESIDE_POOL,
          BOTH_SIDES -> true;
      default -> false;
    };
    return new Refusal(isOfMeans, reason.message());
  }
}
