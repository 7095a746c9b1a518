package io.crossguard.server.grpc;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.server.admission.Alarms;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.observation.StreamCounts;
import java.util.concurrent.Executor;

/** What all streams of watched accounts work with. */
record MonitorParts(
    MonitorRequestMapper requestMapper,
    AccountAnswers accountAnswers,
    MarginModeAdvisor advisor,
    StatusFactory statusFactory,
    CallAdmission admission,
    Executor pool,
    Alarms alarms,
    StreamCounts counts,
    RowSpace space) {}
