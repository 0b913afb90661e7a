package io.ringmaster.monitor.model;

import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import java.util.List;
import java.util.UUID;

/** What rarely happens, with its values. */
public sealed interface Event {

    /** An operator asked for something. */
    record Command(CommandKind kind, String origin) implements Event {
    }

    /**
     * A person changes a limit.
     *
     * @param value in the limit's own unit
     */
    record LimitChange(LimitKind kind, long value, boolean isConfirmed, String origin) implements Event {
    }

    /**
     * The connection or the venue changed its condition.
     *
     * @param instrument -1: all
     */
    record Feed(int instrument, FeedCondition condition) implements Event {
    }

    /** Whether orders, fills and positions are the venue's. */
    record Reconciliation(Agreement agreement) implements Event {
    }

    /**
     * Funding was settled.
     *
     * @param amountE8 positive is received
     */
    record Funding(int instrument, long amountE8, long positionQtyE8, long fundingRateE8) implements Event {
    }

    /** A strategy, or the model (-1), ran over its time budget, is within it again, or hangs. */
    record Watchdog(int strategy, WatchdogFinding finding, long elapsedNs, long budgetNs) implements Event {
    }

    /** A strategy changed its condition. */
    record Condition(int strategy, StrategyCondition condition) implements Event {
    }

    /** The durable lag or the disk space of the engine's journal crossed its limit. */
    record JournalHealth(boolean isHealthy, long lagNs, long freeBytes) implements Event {
    }

    /**
     * How far what a model sees and says is from its reference.
     *
     * @param largestPsi the largest population stability index
     * @param place      of that value in the observation, or in the output
     * @param drifting   what drifts most, the largest first: of the observation, then of the output
     */
    record Drift(
        boolean isAlarm, double largestPsi, double alarmAbove, int place, boolean isOutput, int decisions, List<Psi> drifting) implements Event {

        /**
         * A population stability index.
         *
         * @param place in the observation, or in the output
         */
        public record Psi(int place, boolean isOutput, double value) {
        }
    }

    /** A retraining ended. Returns are shares; NaN if not known. */
    record Retraining(
        RetrainingVerdict verdict, double newReturn, double runningReturn, double newDsr, String newModelSha256, String reason) implements Event {
    }

    /**
     * What follows is of another configuration.
     *
     * @param warmupEndTimeNs no decision before this event time; without meaning if only the model is another
     */
    record Reconfigured(ReconfigurationScope scope, long warmupEndTimeNs, String configSha256, String build, String origin) implements Event {

        /** Whether limits, strategies and the warm-up begin anew. */
        boolean isOfEverything() {
            return scope == ReconfigurationScope.EVERYTHING;
        }
    }

    /**
     * Another process goes on with the session.
     *
     * @param warmupEndTimeNs no decision before this event time
     */
    record Resumed(long warmupEndTimeNs, String build) implements Event {
    }

    /**
     * An order on the account that is not of this session, as it is now.
     *
     * @param limitPriceE8 0 without one
     * @param leavesQtyE8  still working; 0 when it is gone
     */
    record ExternalOrder(UUID venueOrderId, int instrument, Side side, long leavesQtyE8, long limitPriceE8, boolean isReduceOnly) implements Event {
    }

    /** The session ended in order. */
    record Ended() implements Event {
    }

    /** News, sentiment, flows. */
    record OutsideSignal(int instrument, String source, String series, double score, String text) implements Event {
    }
}
