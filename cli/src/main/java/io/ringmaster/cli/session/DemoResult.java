package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.replay.RecordedStandings;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The result of a demo.
 *
 * @param outputSha256 of the outputs as the session said them
 */
public record DemoResult(SessionFigures session, String outputSha256, ReplayReport replay, Path journal) {

    /** Adds the figures to an object. */
    public JsonLine json(final JsonLine line) {
        return line
            .put("events", session.market().events())
            .put("trades", session.market().trades())
            .put("bookUpdates", session.market().bookUpdates())
            .put("bars", session.market().bars())
            .put("recommendations", session.decided().recommendations())
            .put("decisions", session.decided().decisions())
            .put("orders", session.traded().orders())
            .put("fills", session.traded().fills())
            .putE8("position", session.account().positionE8())
            .putE8("equity", session.account().equityE8())
            .putE8("realisedPnl", session.account().realisedPnlE8())
            .putE8("fees", session.account().feesE8())
            .put("outputSha256", outputSha256)
            .putObject("challengers", challengers -> StandingTable.putAll(standings(), challengers))
            .put("journal", journal.toString())
            .put("replayIdentical", isReplayIdentical())
            .put("firstDifference", replay.firstDifference())
            .putObject("latencyNs", latency -> latency
                .put("p50", session.latency().p50Ns())
                .put("p99", session.latency().p99Ns())
                .put("p999", session.latency().p999Ns()));
    }

    boolean isReplayIdentical() {
        return replay.isIdentical() && replay.outputSha256().equals(outputSha256);
    }

    public void printTable(final PrintStream out) {
        out.println();
        final SessionFigures.Market market = session.market();
        final SessionFigures.Account account = session.account();
        final SessionFigures.Latency latency = session.latency();
        row(out, "market", "%,d events: %,d trades, %,d book messages, %,d data points",
            market.events(), market.trades(), market.bookUpdates(), market.points());
        row(out, "decided", "%,d recommendations on %,d bars, %,d decisions",
            session.decided().recommendations(), market.bars(), session.decided().decisions());
        row(out, "traded", "%,d orders, %,d fills, %,d refused by the risk gate",
            session.traded().orders(), session.traded().fills(), session.traded().riskRefusals());
        row(out, "position", "%s", FixedPoint.format(account.positionE8()));
        row(out, "equity", "%s (realised %s, fees %s)", usd(account.equityE8()), usd(account.realisedPnlE8()), usd(account.feesE8()));
        row(out, "latency", "p50 %s, p99 %s, p99.9 %s, max %s: from the ring's claim to the end of the sequencer",
            micros(latency.p50Ns()), micros(latency.p99Ns()), micros(latency.p999Ns()), micros(latency.maxNs()));
        row(out, "journal", "%s", journal);
        row(out, "outputs", "%,d, SHA-256 %s", replay.volume().outputs(), outputSha256);
        row(out, "replay", "%s", isReplayIdentical()
            ? String.format(Locale.ROOT, "identical to the byte (%,.0f points a second)", replay.volume().pointsPerSecond())
            : "DIFFERENT: " + replay.firstDifference());
        StandingTable.print(standings(), out);
    }

    private List<Standing> standings() {
        return RecordedStandings.read(new SessionDirectory(journal));
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
