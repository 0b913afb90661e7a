package io.ringmaster.cli;

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
 * Says when a session will trade: when its warm-up ends, and when each strategy that history has not warmed up will be ready. At the start it waits
 * until the market is heard, because history comes before that; under another configuration it says so at once. One thread, the publisher's.
 */
final class Warmups {

    private static final int SHOWN = 20;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Engine engine;
    private final Consumer<String> news;
    private final long heardBefore;
    private String configuration;
    private boolean isDue = true;

    /**
     * @param engine at rest; nothing of the market was heard yet
     * @param news   takes what a person should know
     */
    Warmups(final Engine engine, final Consumer<String> news) {
        this.engine = engine;
        this.news = news;
        heardBefore = heard();
        configuration = engine.reconfiguredTo();
    }

    private long heard() {
        return engine.status().get(Figure.BOOK_UPDATES) + engine.status().get(Figure.TRADES);
    }

    /** Says it if it is due; to be called often. */
    void look() {
        if (!configuration.equals(engine.reconfiguredTo())) {
            configuration = engine.reconfiguredTo();
            isDue = true;
        } else if (!isDue || heard() == heardBefore) {
            return;
        }
        isDue = false;
        engine.awaitAll();
        lines(engine.warmingUp(), engine.config().strategies().size(), engine.sequencer().warmupEndTimeNs(), engine.lastTimeNs()).forEach(news);
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
