package io.crossguard.server.mapping;

import com.google.rpc.Status;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.server.monitor.AccountAnswer;
import io.crossguard.server.monitor.Cause;
import io.crossguard.server.monitor.LevelCrossing;
import io.crossguard.server.monitor.StatusChange;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginRatioCrossing;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.Heartbeat;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.MonitorMarginResponse.Refusal;
import io.crossguard.v1.ScopeStatusChange;
import java.util.Optional;

/** Writes what is told on a stream of watched accounts. */
public final class MonitorResponseMapper {
  private MonitorResponseMapper() {}

  /**
   * @param sequence number of the last message that it accounts for
   * @param margin what a call would answer
   */
  public static MonitorMarginResponse account(
      int sequence, AccountAnswer answer, EvaluateMarginResponse margin) {
    MonitoredAccount.Builder account = MonitoredAccount.newBuilder()
        .setMargin(margin)
        .setWorst(MarginResponseMapper.status(answer.worst()))
        .setUpdates(answer.updates())
        .setFolded(answer.folded());
    answer.causes().stream().sorted().map(MonitorResponseMapper::cause).forEach(account::addCauses);
    answer.statusChanges().forEach(change -> account.addStatusChanges(statusChange(change)));
    answer.crossings().forEach(crossing -> account.addCrossings(crossing(crossing)));
    return MonitorMarginResponse.newBuilder()
        .setSequence(sequence)
        .setAccount(account)
        .build();
  }

  /**
   * @param sequence number of the last message that it accounts for
   * @param refused number of the message that is refused, as it was sent
   */
  public static MonitorMarginResponse refusal(int sequence, int refused, Status error) {
    return MonitorMarginResponse.newBuilder()
        .setSequence(sequence)
        .setRefusal(Refusal.newBuilder().setSequence(refused).setError(error))
        .build();
  }

  /**
   * @param sequence number of the last message that it accounts for
   * @param accounts how many are watched
   */
  public static MonitorMarginResponse heartbeat(int sequence, int accounts) {
    return MonitorMarginResponse.newBuilder()
        .setSequence(sequence)
        .setHeartbeat(Heartbeat.newBuilder().setAccounts(accounts))
        .build();
  }

  private static MonitorMarginResponse.Cause cause(Cause cause) {
    return EnumMapper.toProto(cause, MonitorMarginResponse.Cause.class);
  }

  private static ScopeStatusChange statusChange(StatusChange change) {
    return ScopeStatusChange.newBuilder()
        .setScopeId(change.scopeId())
        .setBefore(status(change.before()))
        .setWorst(MarginResponseMapper.status(change.worst()))
        .setNow(status(change.now()))
        .setChanges(change.changes())
        .build();
  }

  private static MarginScope.Status status(Optional<ScopeStatus> status) {
    return status.map(MarginResponseMapper::status).orElse(MarginScope.Status.STATUS_UNSPECIFIED);
  }

  private static MarginRatioCrossing crossing(LevelCrossing crossing) {
    return MarginRatioCrossing.newBuilder()
        .setScopeId(crossing.scopeId())
        .setLevel(DecimalMapper.toProto(crossing.level()))
        .setReached(crossing.isReached())
        .setCrossings(crossing.crossings())
        .build();
  }
}
