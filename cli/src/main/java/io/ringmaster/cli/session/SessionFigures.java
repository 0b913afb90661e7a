package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import org.HdrHistogram.Histogram;

/** A session's own figures, taken while it is at rest. */
public record SessionFigures(Market market, Decided decided, Traded traded, Account account, Latency latency) {

    /** Counts of inputs. */
    record Market(long events, long trades, long bookUpdates, long points, long bars) { }

    /** Counts of recommendations and decisions. */
    record Decided(long recommendations, long decisions) { }

    /** Counts of orders and fills. */
    record Traded(long orders, long fills, long riskRefusals) { }

    /** Money and position, fixed-point. */
    record Account(long positionE8, long equityE8, long realisedPnlE8, long feesE8) { }

    /** From the ring's claim to the end of the sequencer, nanoseconds. */
    record Latency(long p50Ns, long p99Ns, long p999Ns, long maxNs) { }

    static SessionFigures of(final Engine engine) {
        final EngineStatus status = engine.status();
        final Histogram latency = engine.latency().total();
        return new SessionFigures(
            new Market(
                status.get(Figure.EVENTS), status.get(Figure.TRADES), status.get(Figure.BOOK_UPDATES), engine.points(), status.get(Figure.BARS)),
            new Decided(status.get(Figure.RECOMMENDATIONS), status.get(Figure.DECISIONS)),
            new Traded(status.get(Figure.ORDERS), status.get(Figure.FILLS), status.get(Figure.RISK_REFUSALS)),
            new Account(
                status.get(Figure.POSITION_E8), status.get(Figure.EQUITY_E8), status.get(Figure.REALISED_PNL_E8), status.get(Figure.FEES_E8)),
            new Latency(
                latency.getValueAtPercentile(50), latency.getValueAtPercentile(99), latency.getValueAtPercentile(99.9), latency.getMaxValue()));
    }
}
