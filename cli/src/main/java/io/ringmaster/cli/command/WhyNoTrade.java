package io.ringmaster.cli.command;

import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.Readiness;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.strategies.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Explains in sentences why a backtest closed no trade. */
final class WhyNoTrade {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 86_400;
    /** A length below this many of a larger unit is printed in the smaller unit. */
    private static final long LEAST = 2;

    private WhyNoTrade() {
    }

    /** @return empty if there was a trade */
    static List<String> sentences(final BacktestResult result, final WhyNot whyNot, final EngineConfig config) {
        if (result.closedTrades() > 0) {
            return List.of();
        }
        final List<String> why = new ArrayList<>();
        if (result.counts().fills() > 0) {
            why.add("A position was opened and is still open at the end.");
            return why;
        }
        final long warmupNs = config.session().warmupNs();
        if (result.span().endNs() < result.span().warmupEndNs()) {
            final long dataNs = result.span().endNs() - (result.span().warmupEndNs() - warmupNs);
            why.add("The data of " + length(dataNs) + " end before the warm-up of " + length(warmupNs) + " (session.warmup): no decision is made before "
                + time(result.span().warmupEndNs()) + ". Give more data or set a shorter warm-up.");
        }
        if (whyNot.readyStrategies() == 0) {
            addReadiness(why, Readiness.ofLast(config, result.span().warmupEndNs() - warmupNs));
        } else if (why.isEmpty()) {
            addDecisions(why, result, whyNot);
        }
        return why;
    }

    private static void addReadiness(final List<String> why, final Readiness last) {
        why.add(last == null ? "There is no strategy." : String.format(Locale.ROOT,
            "No strategy was ready; the last would be at %s: '%s' needs %,d bars of %s.", time(last.timeNs()), last.strategy(), last.bars(),
            Timeframe.format(last.timeframeNs())));
    }

    private static void addDecisions(final List<String> why, final BacktestResult result, final WhyNot whyNot) {
        final long decisions = whyNot.decisions();
        final long holds = whyNot.holds().stream().mapToLong(WhyNot.Count::times).sum();
        if (decisions == 0) {
            why.add("No decision was made: no bar of a strategy ended after the warm-up, which ended at " + time(result.span().warmupEndNs()) + ".");
        } else if (holds == decisions) {
            why.add(String.format(Locale.ROOT, "Every one of %,d decisions was HOLD: %s.", decisions, whyNot.holds().stream()
                .map(each -> String.format(Locale.ROOT, "%s %,d", each.reason(), each.times())).collect(Collectors.joining(", "))));
        } else {
            why.add(String.format(Locale.ROOT, "%,d of %,d decisions were not HOLD; they led to %,d orders, of which none was filled.",
                decisions - holds, decisions, result.counts().orders()));
        }
    }

    private static String length(final long ns) {
        final long seconds = ns / NS_PER_SECOND;
        if (seconds < LEAST * SECONDS_PER_MINUTE) {
            return seconds + " s";
        }
        if (seconds < LEAST * SECONDS_PER_HOUR) {
            return Math.round((double) seconds / SECONDS_PER_MINUTE) + " min";
        }
        return seconds < LEAST * SECONDS_PER_DAY
            ? Math.round((double) seconds / SECONDS_PER_HOUR) + " h" : Math.round((double) seconds / SECONDS_PER_DAY) + " d";
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_SECOND)).toString();
    }
}
