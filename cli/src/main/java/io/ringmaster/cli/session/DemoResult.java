package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What a demo came to. */
public record DemoResult(Session session, ReplayReport replay, Path journal) {

    /** The session's own figures, taken when it was at rest. */
    record Session(
        long events, long trades, long bookUpdates, long points, long bars, long recommendations, long decisions, long orders, long fills,
        long positionE8, long equityE8, long realisedPnlE8, long feesE8, long fundingE8, long riskRefusals, String outputSha256,
        long p50Ns, long p99Ns, long p999Ns, long maxNs) {

        static Session of(final Engine engine, final OutputDigest digest) {
            final EngineStatus status = engine.status();
            final Histogram latency = engine.latency().total();
            return new Session(
                status.get(Figure.EVENTS), status.get(Figure.TRADES), status.get(Figure.BOOK_UPDATES), engine.points(),
                status.get(Figure.BARS), status.get(Figure.RECOMMENDATIONS), status.get(Figure.DECISIONS), status.get(Figure.ORDERS),
                status.get(Figure.FILLS), status.get(Figure.POSITION_E8), status.get(Figure.EQUITY_E8),
                status.get(Figure.REALISED_PNL_E8), status.get(Figure.FEES_E8), status.get(Figure.FUNDING_E8),
                status.get(Figure.RISK_REFUSALS), digest.finish(),
                latency.getValueAtPercentile(50), latency.getValueAtPercentile(99), latency.getValueAtPercentile(99.9),
                latency.getMaxValue());
        }
    }

    /** Its figures, one by one, into an object. */
    public JsonLine json(final JsonLine line) {
        return line
            .put("events", session.events)
            .put("trades", session.trades)
            .put("bookUpdates", session.bookUpdates)
            .put("bars", session.bars)
            .put("recommendations", session.recommendations)
            .put("decisions", session.decisions)
            .put("orders", session.orders)
            .put("fills", session.fills)
            .putE8("position", session.positionE8)
            .putE8("equity", session.equityE8)
            .putE8("realisedPnl", session.realisedPnlE8)
            .putE8("fees", session.feesE8)
            .put("outputSha256", session.outputSha256)
            .put("journal", journal.toString())
            .put("replayIdentical", isReplayIdentical())
            .put("firstDifference", replay.firstDifference())
            .putObject("latencyNs", latency -> latency
                .put("p50", session.p50Ns)
                .put("p99", session.p99Ns)
                .put("p999", session.p999Ns));
    }

    boolean isReplayIdentical() {
        return replay.isIdentical() && replay.outputSha256().equals(session.outputSha256);
    }

    public void printTable(final PrintStream out) {
        out.println();
        row(out, "market", "%,d events: %,d trades, %,d book messages, %,d data points",
            session.events, session.trades, session.bookUpdates, session.points);
        row(out, "said", "%,d recommendations on %,d bars, %,d decisions", session.recommendations, session.bars, session.decisions);
        row(out, "did", "%,d orders, %,d fills, %,d refused by the risk gate", session.orders, session.fills, session.riskRefusals);
        row(out, "position", "%s", FixedPoint.format(session.positionE8));
        row(out, "equity", "%s (realised %s, fees %s)", usd(session.equityE8), usd(session.realisedPnlE8), usd(session.feesE8));
        row(out, "latency", "p50 %s, p99 %s, p99.9 %s, max %s: from the ring's claim to the end of the sequencer",
            micros(session.p50Ns), micros(session.p99Ns), micros(session.p999Ns), micros(session.maxNs));
        row(out, "journal", "%s", journal);
        row(out, "outputs", "%,d, SHA-256 %s", replay.outputs(), session.outputSha256);
        row(out, "replay", "%s", isReplayIdentical()
            ? String.format(Locale.ROOT, "identical to the byte (%,.0f points a second)", replay.pointsPerSecond())
            : "DIFFERENT: " + replay.firstDifference());
    }

    private static void row(final PrintStream out, final String name, final String format, final Object... values) {
        out.printf(Locale.ROOT, "  %-9s " + format + "%n", prepend(name, values));
    }

    private static Object[] prepend(final String name, final Object... values) {
        final Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static String usd(final long valueE8) {
        return String.format(Locale.ROOT, "%,.2f USD", FixedPoint.toDouble(valueE8));
    }

    private static String micros(final long ns) {
        return String.format(Locale.ROOT, "%.1f us", ns / 1e3);
    }
}
