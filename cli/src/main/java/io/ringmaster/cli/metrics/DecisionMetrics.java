package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.Moment;
import java.util.List;

/** What was decided and why, and how far the model's world is from the one it learned in. */
final class DecisionMetrics {

    private DecisionMetrics() {
    }

    static void add(final Exposition all, final Moment moment, final Counts counts) {
        all.counter("decisions", "Decisions of the policy, by reason", "reason", counts.decisions);
        all.counter("thoughts", "Why it did or did not trade, by code", "code", counts.thoughts);
        Metrics.instruments(all, moment, "target_exposure_ratio", "Exposure that the last decision wants, as a share of equity; a short one is negative",
            index -> {
                final DecisionRow decision = moment.decision(index);
                return decision == null ? 0 : Exposition.decimal(decision.exposureE8());
            });
        all.counter("watchdog_findings", "Time budgets: SLOW, ON_TIME again, HANGS, or put into QUARANTINE", points -> {
            counts.modelFindings.forEach((finding, count) -> points.add(count, "of", "model", "finding", finding.name()));
            counts.strategyFindings.forEach((finding, count) -> points.add(count, "of", "strategy", "finding", finding.name()));
        });
        all.counter("retrainings", "Retrainings of the model that ended, by verdict", "verdict", counts.retrainings);
        drift(all, moment, counts.drift);
    }

    private static void drift(final Exposition all, final Moment moment, final Event.Drift drift) {
        all.gauge("drift_alarm", "1 if a drift of the model's observation or output is above its limit", Exposition.flag(drift != null && drift.isAlarm()));
        all.gauge("drift_limit", "Population stability index above which it is an alarm", points -> {
            if (drift != null) {
                points.add(drift.alarmAbove());
            }
        });
        all.gauge("drift_psi", "Population stability index of what drifts most, 16 values of the observation and of the output at most", points -> {
            if (drift != null) {
                drift.drifting().forEach(each -> points.add(each.value(), "of", each.isOutput() ? "output" : "observation",
                    "place", Integer.toString(each.place()), "name", name(moment, each)));
            }
        });
    }

    private static String name(final Moment moment, final Event.Drift.Psi drifting) {
        final List<String> names = moment.facts().observationNames();
        return !drifting.isOutput() && drifting.place() < names.size() ? names.get(drifting.place()) : "";
    }
}
