package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;
import java.util.EnumMap;
import java.util.Map;

/** The limits in force at a moment. */
final class Limits {

    private Limits() {
    }

    /**
     * Limits as configured, with the changes that a person made since: a tighter one holds at once, a wider one only if it was confirmed. Another
     * configuration brings its own limits. Of a limit that is not known, it is not known which change is tighter.
     */
    static Map<LimitKind, Long> inForce(final Moment moment) {
        final Map<LimitKind, Long> limits = new EnumMap<>(LimitKind.class);
        limits.putAll(moment.factsAtStart().limits());
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Reconfigured next && next.isOfEverything()) {
                limits.clear();
                limits.putAll(moment.factsAt(row.sequence()).limits());
            } else if (row.event() instanceof final Event.LimitChange change) {
                final Long before = limits.get(change.kind());
                final boolean isTighter = before != null && change.value() <= before;
                if (change.value() >= 0 && (change.isConfirmed() || isTighter)) {
                    limits.put(change.kind(), change.value());
                }
            }
        }
        return limits;
    }
}
