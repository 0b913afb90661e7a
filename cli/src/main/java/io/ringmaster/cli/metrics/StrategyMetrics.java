package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.schema.StrategyCondition;

/** Strategies by their condition. Only strategies in quarantine are named, and not more than a few of them. */
final class StrategyMetrics {

    private static final int MOST_NAMES = 20;

    private StrategyMetrics() {
    }

    static void add(final Exposition all, final Moment moment, final Counts counts) {
        final StrategiesView strategies = moment.strategies();
        final Tally<StrategyCondition> conditions = new Tally<>(StrategyCondition.class);
        for (int i = 0; i < strategies.size(); i++) {
            conditions.add(strategies.condition(i));
        }
        all.gauge("strategies", "Strategies, by condition", points -> conditions.forEach((condition, count) ->
            points.add(count, "condition", condition.name())));
        all.gauge("strategy_quarantined", "1 for each strategy in quarantine, the first " + MOST_NAMES + " of them", points -> {
            int named = 0;
            for (int i = 0; i < strategies.size() && named < MOST_NAMES; i++) {
                if (isQuarantined(strategies.condition(i))) {
                    named++;
                    points.add(1, "strategy", strategies.facts().strategyId(i), "condition", strategies.condition(i).name());
                }
            }
        });
        all.counter("strategy_quarantines", "Strategies that were put into quarantine", counts.quarantines);
    }

    static boolean isQuarantined(final StrategyCondition condition) {
        return switch (condition) {
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW -> true;
            case WARMING, ACTIVE, HELD_SLOW, NULL_VAL -> false;
        };
    }
}
