package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import javafx.scene.control.Label;

/** The strategies and the model: who is heard, who was too slow, and how far the model's world is from the one it learned in. */
public final class StrategiesPanel {

    private static final int MOST_NAMES = 3;

    private final Facts facts = new Facts("Heard", "Warming up", "Held, too slow", "Quarantined", "Watchdog's verdicts", "Last verdict", "Model drift");
    private final Label status = Status.label("health-strategies-status");
    private final Panel panel;

    public StrategiesPanel() {
        facts.setId("health-strategies");
        panel = new Panel("Strategies and model", facts).with(status);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final StrategiesView strategies = moment.strategies();
        final int[] counts = new int[StrategyCondition.values().length];
        final StringBuilder names = new StringBuilder();
        int quarantined = 0;
        for (int i = 0; i < strategies.size(); i++) {
            final StrategyCondition condition = strategies.condition(i);
            counts[condition.ordinal()]++;
            if (isQuarantined(condition) && ++quarantined <= MOST_NAMES) {
                names.append(quarantined == 1 ? "   " : ", ").append(strategies.strategy(i).id());
            }
        }
        final int held = counts[StrategyCondition.HELD_SLOW.ordinal()];
        facts.set("Heard", Numbers.count(counts[StrategyCondition.ACTIVE.ordinal()]) + " of " + Numbers.count(strategies.size()));
        facts.set("Warming up", Numbers.count(counts[StrategyCondition.WARMING.ordinal()]));
        facts.set("Held, too slow", Numbers.count(held), held == 0 ? Ink.TEXT : Ink.WARN);
        facts.set("Quarantined", Numbers.count(quarantined) + names, quarantined == 0 ? Ink.TEXT : Ink.WARN);
        final Status others = showAlarms(moment);
        final Status all = others.or(held + quarantined > 0 ? Status.WARN : Status.OK);
        all.show(status, all == Status.OK ? "OK" : "look");
    }

    private static boolean isQuarantined(final StrategyCondition condition) {
        return switch (condition) {
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW -> true;
            case WARMING, ACTIVE, HELD_SLOW, NULL_VAL -> false;
        };
    }

    private Status showAlarms(final Moment moment) {
        int verdicts = 0;
        Event.Watchdog last = null;
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Watchdog verdict) {
                verdicts++;
                last = verdict;
            }
        }
        facts.set("Watchdog's verdicts", Numbers.count(verdicts));
        facts.set("Last verdict", last == null ? Numbers.NONE : HealthWords.of(last, moment.facts()));
        Event.Drift drift = null;
        for (final EventRow row : moment.outputEvents().asList()) {
            drift = row.event() instanceof final Event.Drift news ? news : drift;
        }
        final Status drifting = drift == null ? Status.NONE : drift.isAlarm() ? Status.WARN : Status.OK;
        facts.set("Model drift", drift == null ? "not measured" : drifting.of(HealthWords.of(drift)), drifting.ink());
        return drifting.or(last != null && last.finding() == WatchdogFinding.HANGS ? Status.BAD : Status.NONE);
    }
}
