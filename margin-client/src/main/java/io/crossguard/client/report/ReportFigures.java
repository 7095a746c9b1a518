package io.crossguard.client.report;

import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import java.util.Optional;

/**
 * Every figure of a page, as the service has answered it.
 *
 * @param request the account, its market and rules
 * @param terms what the page needs of the rules
 * @param advice the advice
 * @param grid the moves that are shown
 * @param otherRoots how many coins with an exposure are not in the grid
 * @param today the account as it is
 * @param after the account after the plan of the advice; empty where the plan has no steps, or the
 *     service did not accept them
 */
record ReportFigures(
    RecommendMarginModesRequest request,
    Terms terms,
    RecommendMarginModesResponse advice,
    MoveGrid grid,
    int otherRoots,
    Snapshot today,
    Optional<Snapshot> after) {

  boolean hasPositions() {
    return request.getAccount().getPositionsCount() > 0;
  }
}
