package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Times;

/** Alarms in words. */
final class HealthWords {

    private HealthWords() {
    }

    /** Who was too slow, by how much, and what follows. */
    static String of(final Event.Watchdog verdict, final SessionFacts facts) {
        final String who = verdict.strategy() < 0 ? "the model" : facts.strategyId(verdict.strategy());
        final String times = Times.duration(verdict.elapsedNs()) + " of " + Times.duration(verdict.budgetNs());
        return switch (verdict.finding()) {
            case SLOW -> who + " held: " + times;
            case ON_TIME -> who + " on time again";
            case QUARANTINE -> who + " quarantined: " + times;
            case HANGS -> who + " has not returned after " + Times.duration(verdict.elapsedNs());
            case NULL_VAL -> who;
        };
    }

    /** An order that others sent, as it is now. */
    static String of(final Event.ExternalOrder order, final SessionFacts facts) {
        final SessionFacts.Instrument instrument = facts.instrument(order.instrument());
        if (order.leavesQtyE8() == 0 || instrument == null) {
            return order.venueOrderId() + (order.leavesQtyE8() == 0 ? " is gone" : " works");
        }
        return Signs.of(order.side()) + " " + Numbers.onStep(order.leavesQtyE8(), instrument.lotE8()) + " " + instrument.symbol()
            + (order.limitPriceE8() == 0 ? "" : " at " + Numbers.onStep(order.limitPriceE8(), instrument.tickE8())) + " works";
    }

    /** How far a model is from its reference. */
    static String of(final Event.Drift drift) {
        return "PSI " + Numbers.plain(drift.largestPsi(), 2) + ", alarm above " + Numbers.plain(drift.alarmAbove(), 2) + " (" + (drift.isOutput() ? "output " : "input ")
            + drift.place() + ", " + Numbers.count(drift.decisions()) + " decisions)";
    }
}
