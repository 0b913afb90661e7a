package io.ringmaster.cli;

import io.ringmaster.pipeline.replay.Retention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Removes old records of a running session, behind its snapshots. What goes wrong with it is said, once each, and costs room on the disk alone. */
final class LiveRetention implements LongConsumer {

    private final Retention retention;
    private final Consumer<String> news;
    private String said = "";

    /** @param news takes what was removed, and what could not be; any thread */
    LiveRetention(final Retention retention, final Consumer<String> news) {
        this.retention = retention;
        this.news = news;
    }

    /** @param nowNs event time of the session's newest snapshot, from which age is counted back */
    @Override
    public void accept(final long nowNs) {
        try {
            final Retention.Plan plan = retention.apply(nowNs, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            if (!plan.isEmpty()) {
                news.accept("retention removed inputs " + (plan.input().isEmpty() ? "none" : plan.input().inWords()) + "; outputs "
                    + (plan.output().isEmpty() ? "none" : plan.output().inWords()));
            }
            said = "";
        } catch (final RuntimeException e) {
            final String text = "OLD RECORDS WERE NOT REMOVED, so the disk fills: " + e.getMessage();
            if (!text.equals(said)) {
                said = text;
                news.accept(text);
            }
        }
    }
}
