package io.ringmaster.cli.session;

import io.ringmaster.pipeline.replay.Retention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;

/** Removes the records of a running session that precede its snapshots. It reports each failure once; a failure only costs disk space. */
final class LiveRetention implements LongConsumer {

    /** An event may be this far ahead of the clock. A time further ahead is wrong and would make all records look old. */
    private static final long CLOCK_SLACK_NS = 5_000_000_000L;

    private final Retention retention;
    private final EpochNanoClock clock;
    private final Consumer<String> news;
    private String reported = "";

    /**
     * @param clock the session's clock
     * @param news  receives reports of removed records and of failures; any thread
     */
    LiveRetention(final Retention retention, final EpochNanoClock clock, final Consumer<String> news) {
        this.retention = retention;
        this.clock = clock;
        this.news = news;
    }

    /** @param nowNs event time of the session's newest snapshot, from which age is counted back */
    @Override
    public void accept(final long nowNs) {
        final long aheadNs = nowNs - clock.nanoTime();
        if (aheadNs > CLOCK_SLACK_NS) {
            report("OLD RECORDS ARE KEPT: the session's newest event is " + aheadNs / 1_000_000_000L
                + " s ahead of the clock, so their age is unknown. Check the clock (NTP).");
            return;
        }
        try {
            final Retention.Plan plan = retention.apply(nowNs, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            if (!plan.isEmpty()) {
                news.accept("retention removed inputs " + (plan.input().isEmpty() ? "none" : plan.input().inWords()) + "; outputs "
                    + (plan.output().isEmpty() ? "none" : plan.output().inWords()) + plan.beside().stream()
                    .map(each -> "; of challenger '" + each.journal().getFileName() + "' " + each.cut().inWords()).collect(Collectors.joining()));
            }
            if (plan.damaged().isEmpty()) {
                reported = "";
            } else {
                report(plan.damaged().stream().map(each -> "OLD RECORDS OF CHALLENGER '" + each.journal().getFileName()
                    + "' ARE KEPT, because its journal is damaged: " + each.reason()).collect(Collectors.joining("; ")));
            }
        } catch (final RuntimeException e) {
            report("OLD RECORDS WERE NOT REMOVED, so the disk fills: " + e.getMessage());
        }
    }

    private void report(final String text) {
        if (!text.equals(reported)) {
            reported = text;
            news.accept(text);
        }
    }
}
