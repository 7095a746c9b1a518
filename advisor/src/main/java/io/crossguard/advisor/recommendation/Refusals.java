package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.plan.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the margin engine has refused so far, and what follows from it: where the venue has no such
 * mode, the position is treated as any without a mode; a unit that can't leave is reduced instead;
 * anything else stays as it is, and what can't be reduced together stays together. Each refusal takes one possibility away, so asking again comes to an
 * end.
 *
 * @param withoutMode positions that can't have the mode that they should have
 * @param boundUnits units that can't leave for a sub-account
 * @param held positions that are left as they are, with the reason
 */
record Refusals(Set<String> withoutMode, Set<String> boundUnits, Map<String, String> held) {
  static final Refusals NONE = new Refusals(Set.of(), Set.of(), Map.of());

  Refusals {
    withoutMode = Set.copyOf(withoutMode);
    boundUnits = Set.copyOf(boundUnits);
    held = Map.copyOf(held);
  }

  /** Why a position is left as it is; absent where it isn't. */
  Optional<String> reason(String positionId) {
    return Optional.ofNullable(held.get(positionId));
  }

  /**
   * These and those of another run.
   *
   * @param cases what was to be done
   * @param found by position, or by unit
   */
  Refusals and(List<PositionCase> cases, RiskUnits units, Map<String, Refusal> found) {
    Set<String> modeless = new HashSet<>(withoutMode);
    Set<String> bound = new HashSet<>(boundUnits);
    Map<String, String> left = new HashMap<>(held);
    for (PositionCase each : cases) {
      String unitId = units.of(each).unitId();
      Optional.ofNullable(found.get(unitId)).ifPresent(refusal -> {
        if (each.intent() == Intent.MOVE_GROUP) {
          bound.add(unitId);
        } else if (each.intent() == Intent.REDUCE_TOGETHER) {
          left.put(each.positionId(), refusal.message());
        }
      });
      Optional.ofNullable(found.get(each.positionId())).ifPresent(refusal -> {
        boolean asksForMode = each.intent() == Intent.SPLIT || each.intent() == Intent.ISOLATE;
        if (asksForMode && refusal.isOfMeans()) {
          modeless.add(each.positionId());
        } else {
          left.put(each.positionId(), refusal.message());
        }
      });
    }
    return new Refusals(modeless, bound, left);
  }

  /**
   * These, and the isolated legs that would come back to none of their partners, since all of those
   * stay isolated: alone in the pool such a leg would be a bet.
   *
   * @param cases what is to be done
   * @param acrossPairs the pairs whose legs are in different scopes today
   */
  Refusals withPartners(List<PositionCase> cases, List<MatchedPair> acrossPairs) {
    Set<String> coming = new HashSet<>();
    for (PositionCase each : cases) {
      boolean comes = each.intent() == Intent.JOIN_POOL || each.intent() == Intent.SPLIT;
      if (comes && !held.containsKey(each.positionId())) {
        coming.add(each.positionId());
      }
    }
    Map<String, Set<String>> partners = new TreeMap<>();
    Set<String> met = new HashSet<>();
    for (MatchedPair pair : acrossPairs) {
      for (ExposureLeg leg : List.of(pair.longLeg(), pair.shortLeg())) {
        ExposureLeg partner = pair.partnerOf(leg);
        partners.computeIfAbsent(leg.legId(), id -> new TreeSet<>()).add(partner.legId());
        if (!isIsolated(leg) || !isIsolated(partner) || coming.contains(partner.legId())) {
          met.add(leg.legId());
        }
      }
    }
    Map<String, String> all = new HashMap<>(held);
    partners.forEach((id, of) -> {
      if (coming.contains(id) && !met.contains(id)) {
        all.put(id, String.join(", ", of) + " stays isolated");
      }
    });
    return new Refusals(withoutMode, boundUnits, all);
  }

  private static boolean isIsolated(ExposureLeg leg) {
    return leg instanceof PositionLeg position && Portfolio.isIsolated(position.position());
  }
}
