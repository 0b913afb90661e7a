package io.ringmaster.cli;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.signals.SourceCounts;
import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The live line of a demo. On a terminal it is one line that changes; elsewhere a line now and then, or nothing. */
final class DemoView {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long LINE_EVERY_NS = 4 * NS_PER_SECOND;

    private final PrintStream out;
    private final boolean isTerminal;
    private long nextLineNs = Long.MIN_VALUE;
    private boolean lineIsOpen;

    private DemoView(final PrintStream out, final boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** On standard output. */
    static DemoView live() {
        return new DemoView(System.out, isTerminal());
    }

    /** On standard error, and only if that may be a terminal: standard output belongs to the JSON object. */
    static DemoView quiet() {
        return isTerminal() ? new DemoView(System.err, true) : none();
    }

    /** Nowhere. */
    static DemoView none() {
        return new DemoView(new PrintStream(PrintStream.nullOutputStream()), false);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    void resuming(final Path directory) {
        out.println("  going on with the session in " + directory);
    }

    /** How a session that continues came to where it was. */
    void folded(final long startedBehind, final long lastSequence, final long elapsedNs) {
        out.printf(Locale.ROOT, "  folded %,d events%s in %.1f s%n", lastSequence - startedBehind,
            startedBehind == 0 ? "" : String.format(Locale.ROOT, " behind the snapshot at event %,d", startedBehind), elapsedNs / 1e9);
    }

    void found(final JournalVerification input, final JournalVerification output) {
        if (input.records() > 0 || output.records() > 0) {
            out.printf(Locale.ROOT, "  found: input %s, %,d records; output %s, %,d records%n",
                input.status(), input.records(), output.status(), output.records());
        }
    }

    void show(final Engine engine, final GroupCommit groupCommit) {
        if (engine.status().get(Figure.MARK_PRICE_E8) == 0) {
            return;     // Nothing to see before the first book.
        }
        final long nowNs = System.nanoTime();
        if (isTerminal) {
            out.print("\r\u001b[2K" + line(engine, groupCommit));
            out.flush();
            lineIsOpen = true;
        } else if (nextLineNs == Long.MIN_VALUE || nowNs >= nextLineNs) {
            nextLineNs = nowNs + LINE_EVERY_NS;
            out.println(line(engine, groupCommit));
        }
    }

    private static String line(final Engine engine, final GroupCommit groupCommit) {
        final EngineStatus status = engine.status();
        final long timeNs = status.get(Figure.EVENT_TIME_NS);
        return String.format(Locale.ROOT,
            "  %s  BTC %s  pos %s  eq %,.2f  %,d decisions  %,d orders  %,d fills  event took %.1f us  durable lag %.0f ms%s",
            CLOCK.format(Instant.ofEpochSecond(timeNs / NS_PER_SECOND)),
            FixedPoint.format(status.get(Figure.MARK_PRICE_E8)),
            FixedPoint.format(status.get(Figure.POSITION_E8)),
            FixedPoint.toDouble(status.get(Figure.EQUITY_E8)),
            status.get(Figure.DECISIONS), status.get(Figure.ORDERS), status.get(Figure.FILLS),
            status.get(Figure.LATENCY_NS) / 1e3, groupCommit.lagNs() / 1e6,
            (status.get(Figure.LATCHED) == 0 ? "" : "  LATCHED") + (status.get(Figure.ARMED) == 0 ? "  OBSERVING" : ""));
    }

    /** What outside sources have said; what was wrong with them is for standard error. */
    void heard(final List<SourceCounts> sources) {
        endLine();
        for (final SourceCounts source : sources) {
            final String counts = String.format(Locale.ROOT, "signals from %s: %,d taken, %s%,d malformed, %,d failures",
                source.name(), source.takenCount(),
                source.heldBackCount() == 0 ? "" : String.format(Locale.ROOT, "%,d of them held back, ", source.heldBackCount()),
                source.malformedCount(), source.failureCount());
            if (source.lastProblem().isEmpty()) {
                out.println("  " + counts);
            } else {
                System.err.println("ringmaster: " + counts + "; last: " + source.lastProblem());
            }
        }
    }

    /** Where the venue of a session over the wire is. */
    void over(final String rest, final String feeds) {
        out.println("  trading over " + rest + " and " + feeds);
    }

    /** Something a person should know; any thread. */
    synchronized void say(final String text) {
        System.err.println("ringmaster: " + text);
    }

    void finished() {
        endLine();
    }

    void replaying() {
        endLine();
        if (isTerminal) {
            out.println("  replaying the journal ...");
        }
    }

    private void endLine() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
    }
}
