package io.ringmaster.cli;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import java.time.Instant;

/** How a running session is, as one line of JSON. */
final class SessionStatus {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private SessionStatus() {
    }

    static String line(final Engine engine, final LiveVenue venue) {
        final EngineStatus status = engine.status();
        final long timeNs = status.get(Figure.EVENT_TIME_NS);
        return new JsonLine()
            .put("eventTime", Instant.ofEpochSecond(timeNs / NS_PER_SECOND, timeNs % NS_PER_SECOND).toString())
            .put("sequence", status.get(Figure.LAST_SEQUENCE))
            .putE8("mark", status.get(Figure.MARK_PRICE_E8))
            .putE8("position", status.get(Figure.POSITION_E8))
            .putE8("equity", status.get(Figure.EQUITY_E8))
            .put("armed", status.get(Figure.ARMED) != 0)
            .put("orders", status.get(Figure.ORDERS))
            .put("working", status.get(Figure.WORKING_ORDERS))
            .put("fills", status.get(Figure.FILLS))
            .put("refusedByRisk", status.get(Figure.RISK_REFUSALS))
            .put("latched", status.get(Figure.LATCHED) != 0)
            .put("reconciled", venue.agreement() == Agreement.AGREED)
            .put("venue", venue.describe())
            .text();
    }
}
