package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.recommendation.MarginModeAdvice;

/**
 * Says in which margin mode to open a trade, and with how much margin. It has no state: one serves all
 * threads.
 */
public final class OrderModeAdvisor {
  private final MarginModeAdvisor advisor;

  public OrderModeAdvisor() {
    this(new MarginModeAdvisor());
  }

  /**
   * @param advisor advises on the accounts that may come of the trade
   */
  public OrderModeAdvisor(MarginModeAdvisor advisor) {
    this.advisor = requireNonNull(advisor, "advisor");
  }

  public OrderAdvice recommend(OrderRequest request) {
    OrderCase order = new OrderCase(request);
    MarginModeAdvice today = advisor.recommend(order.about(order.today()));
    OrderReport report = new OrderReport(order, today);
    if (order.closingRefusal().isPresent()) {
      return report.refused(order.closingRefusal().get());
    }
    MarginModeAdvice base =
        order.netted().reduced().isEmpty() ? today : advisor.recommend(order.about(order.base()));
    return order.asked().isZero() ? report.reduced(base) : opened(order, base, report);
  }

  private OrderAdvice opened(OrderCase order, MarginModeAdvice base, OrderReport report) {
    Hypotheses hypotheses = new Hypotheses(order, base, advisor);
    if (hypotheses.isDataMissing()) {
      return report.unknown(hypotheses);
    }
    OrderSearch search = new OrderSearch(order, hypotheses, advisor);
    return search
        .open()
        .map(opened -> report.opened(hypotheses, search, opened))
        .orElseGet(() -> report.nothing(hypotheses, search, base));
  }
}
