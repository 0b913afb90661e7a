package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.TerminalWidth;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.signals.SourceCounts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The live line of a session. On a terminal it is one line that changes; elsewhere a line when something changed, or nothing. */
public final class SessionView {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SIGN_OF_LIFE_NS = 3_600 * NS_PER_SECOND;

    private final PrintStream out;
    private final boolean isTerminal;
    private final TerminalWidth terminalWidth = new TerminalWidth();
    private String lastKey;
    private long lastLineNs;
    private boolean lineIsOpen;

    private SessionView(final PrintStream out, final boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Writes to standard output. */
    public static SessionView live() {
        return new SessionView(System.out, isTerminal());
    }

    /** Writes to standard error, and only if that may be a terminal, because standard output is for the JSON object. */
    public static SessionView quiet() {
        return isTerminal() ? new SessionView(System.err, true) : none();
    }

    /** Writes nothing. */
    public static SessionView none() {
        return new SessionView(new PrintStream(PrintStream.nullOutputStream()), false);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    void resuming(final Path directory) {
        out.println("  resuming the session in " + directory);
    }

    /** Reports how a resumed session restored its state. */
    void folded(final long startedBehind, final long lastSequence, final long elapsedNs) {
        out.printf(Locale.ROOT, "  folded %,d events%s in %.1f s%n", lastSequence - startedBehind,
            startedBehind == 0 ? "" : String.format(Locale.ROOT, " after the snapshot at event %,d", startedBehind), elapsedNs / 1e9);
    }

    void found(final JournalVerification input, final JournalVerification output) {
        if (input.records() > 0 || output.records() > 0) {
            out.printf(Locale.ROOT, "  found: input %s, %,d records; output %s, %,d records%n",
                input.status(), input.records(), output.status(), output.records());
        }
    }

    /** @param activity the last activity and its reason */
    void show(final Engine engine, final GroupCommit groupCommit, final Activity activity) {
        final EngineStatus status = engine.status();
        if (status.get(Figure.MARK_PRICE_E8) == 0) {
            return;     // Nothing to see before the first book.
        }
        if (isTerminal) {
            out.print("\r\u001b[2K" + LiveLine.of(status, activity.doing(), groupCommit.lagNs(), terminalWidth.get()));
            out.flush();
            lineIsOpen = true;
        } else {
            log(status, activity, groupCommit);
        }
    }

    /** Without a terminal, writes a line when something has changed, and once an hour as a sign of life. */
    private void log(final EngineStatus status, final Activity activity, final GroupCommit groupCommit) {
        final long nowNs = System.nanoTime();
        final String key = LiveLine.logKey(status);
        final boolean isChanged = !key.equals(lastKey) && nowNs - lastLineNs >= NS_PER_SECOND;
        if (lastKey == null || isChanged || nowNs - lastLineNs >= SIGN_OF_LIFE_NS) {
            lastKey = key;
            lastLineNs = nowNs;
            out.println(LiveLine.of(status, activity.doing(), groupCommit.lagNs(), Integer.MAX_VALUE));
        }
    }

    /** Prints the counts of outside signals; their problems go to standard error. */
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
                TimedMessage.say(counts + "; last: " + source.lastProblem());
            }
        }
    }

    /** Prints the addresses of the venue of a session over the wire. */
    void over(final String rest, final String feeds) {
        out.println("  trading over " + rest + " and " + feeds);
    }

    /** Prints a message for the operator; any thread. */
    public synchronized void say(final String text) {
        endLine();
        TimedMessage.say(text);
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

    private synchronized void endLine() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
    }
}
