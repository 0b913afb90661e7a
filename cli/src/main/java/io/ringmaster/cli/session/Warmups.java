package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.StrategyWarmup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Knows which strategies are ready, and announces when a session will trade: when its warm-up ends, and when each strategy that history has not
 * warmed up will be ready. At the start it waits for the first market event, because history comes before it; after a change of configuration it
 * announces at once. Runs on the publisher's thread; any thread may read which strategies are ready.
 */
final class Warmups {

    private static final int SHOWN = 20;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MEASURE_EVERY_NS = 250_000_000L;

    private final Engine engine;
    private final Consumer<String> news;
    private final long eventsBefore;
    private int rebuilds;
    private boolean isDue = true;
    private long measureDueNs;
    private List<StrategyWarmup> missing = List.of();
    private volatile Readiness readiness;

    /**
     * How many strategies are ready.
     *
     * @param strategies   number of all
     * @param ready        those that wait for no more bars
     * @param firstReadyNs when the first of the others is ready, event time; 0 when there is none
     * @param lastReadyNs  when the last of them is; 0 when there is none
     */
    record Readiness(int strategies, int ready, long firstReadyNs, long lastReadyNs) {

        /** @param missing strategies that are not ready */
        static Readiness of(final List<StrategyWarmup> missing, final int strategies, final long nowNs) {
            return new Readiness(
                strategies, strategies - missing.size(), missing.stream().mapToLong(each -> each.readyAtNs(nowNs)).min().orElse(0),
                missing.stream().mapToLong(each -> each.readyAtNs(nowNs)).max().orElse(0));
        }

        /** UTC; null while a strategy is ready, or there is none. */
        String waitsUntil() {
            return ready == 0 && strategies > 0 ? time(firstReadyNs) : null;
        }

        /** UTC; null when all are ready. */
        String lastReady() {
            return ready == strategies ? null : time(lastReadyNs);
        }
    }

    /**
     * @param engine has not received a market event yet
     * @param news   receives messages for the operator
     */
    Warmups(final Engine engine, final Consumer<String> news) {
        this.engine = engine;
        this.news = news;
        eventsBefore = marketEvents();
        rebuilds = engine.rebuilds();
        measure();
    }

    /** Any thread. */
    Readiness readiness() {
        return readiness;
    }

    private void measure() {
        engine.awaitAll();
        measureDueNs = System.nanoTime() + MEASURE_EVERY_NS;
        missing = engine.warmingUp();
        readiness = Readiness.of(missing, engine.config().strategies().size(), engine.lastTimeNs());
    }

    private long marketEvents() {
        return engine.status().get(Figure.BOOK_UPDATES) + engine.status().get(Figure.TRADES);
    }

    /** A strategy that is ready stays so under its configuration. */
    private void measureIfDue() {
        if (!missing.isEmpty() && System.nanoTime() - measureDueNs >= 0) {
            measure();
        }
    }

    /** Announces the readiness if that is due; call it often. */
    void look() {
        if (rebuilds != engine.rebuilds()) {
            rebuilds = engine.rebuilds();
            isDue = true;
        } else if (!isDue || marketEvents() == eventsBefore) {
            measureIfDue();
            return;
        }
        isDue = false;
        measure();
        lines(missing, engine.config().strategies().size(), engine.sequencer().warmupEndTimeNs(), engine.lastTimeNs()).forEach(news);
    }

    /**
     * @param missing    strategies that are not ready
     * @param strategies number of all
     */
    static List<String> lines(final List<StrategyWarmup> missing, final int strategies, final long warmupEndNs, final long nowNs) {
        final List<String> lines = new ArrayList<>();
        final long readyNs = missing.stream().mapToLong(each -> each.readyAtNs(nowNs)).max().orElse(nowNs);
        lines.add(String.format(Locale.ROOT, "%d of %d strategies are ready%s%s", strategies - missing.size(), strategies,
            missing.isEmpty() ? "" : ", the last one will be at " + time(readyNs),
            warmupEndNs > nowNs ? "; no new risk before " + time(warmupEndNs) + " (session.warmup)" : ""));
        missing.stream().limit(SHOWN).forEach(each -> lines.add("strategy " + each.id() + " is ready at " + time(each.readyAtNs(nowNs)) + ": it waits for "
            + (each.missingBars() == 1 ? "1 more bar" : each.missingBars() + " more bars") + " of " + length(each.timeframeNs())));
        if (missing.size() > SHOWN) {
            lines.add("and " + (missing.size() - SHOWN) + " more strategies are not ready");
        }
        return lines;
    }

    private static String length(final long ns) {
        return Duration.ofNanos(ns).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** UTC, the next whole second. */
    private static String time(final long epochNs) {
        return Instant.ofEpochSecond(Math.ceilDiv(epochNs, NS_PER_SECOND)).toString();
    }
}
