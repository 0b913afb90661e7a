package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.LatchRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.RiskUse;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.schema.LatchReason;
import java.util.function.Consumer;

/** Limits, latches, and what else keeps the session from new risk. */
final class RiskMetrics {

    private RiskMetrics() {
    }

    static void add(final Exposition all, final Moment moment, final Counts counts) {
        all.gauge("limit_use_ratio", "Used share of a limit, 1 for all of it. At the limit: REFUSES orders beyond it, BLOCKS new risk, or LATCHES trading",
            points -> {
                for (final RiskUse use : moment.riskUses()) {
                    points.add(use.share(), "limit", use.limit().key(), "effect", use.limit().effect().name());
                }
            });
        all.gauge("latched", "1 if trading is latched: no new risk until a person resets it", Exposition.flag(moment.isLatched()));
        all.states("latch", "1 for each reason of the latch that is closed", "reason", LatchReason.class, holding -> reasons(moment, holding));
        all.counter("latches", "Latches that closed, by reason", "reason", counts.latches);
        all.states("hold", "1 for everything that keeps the session from new risk", "kind", Hold.Kind.class,
            holding -> moment.holds().forEach(hold -> holding.accept(hold.kind())));
        all.counter("risk_verdicts", "What the risk gate said of orders: PASSED, or the reason of a refusal", "reason", counts.verdicts);
        all.counter("invariants_broken", "What always holds and did not", "invariant", counts.invariants);
    }

    /** Every reason since the latch closed: a second one is a row of its own. */
    private static void reasons(final Moment moment, final Consumer<LatchReason> holding) {
        final Rows<LatchRow> rows = moment.latches();
        for (int row = rows.size() - 1; row >= 0 && rows.get(row).isLatched(); row--) {
            holding.accept(rows.get(row).reason());
        }
    }
}
