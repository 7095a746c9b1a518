package io.crossguard.server.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.crossguard.v1.Account;
import io.crossguard.v1.Market;
import io.crossguard.v1.RuleSet;
import java.util.Optional;

/**
 * What every request about one account has, under the same field names: each empty where it is
 * unset.
 *
 * @param account the account
 * @param market the prices
 * @param ruleSetId the name of the rules
 * @param ruleSet the rules themselves
 */
record RequestParts(
    Optional<Account> account,
    Optional<Market> market,
    Optional<String> ruleSetId,
    Optional<RuleSet> ruleSet) {

  static RequestParts of(Message request) {
    return new RequestParts(
        part(request, "account", Account.class),
        part(request, "market", Market.class),
        part(request, "rule_set_id", String.class),
        part(request, "rule_set", RuleSet.class));
  }

  private static <T> Optional<T> part(Message request, String name, Class<T> type) {
    FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
    return request.hasField(field)
        ? Optional.of(type.cast(request.getField(field)))
        : Optional.empty();
  }
}
