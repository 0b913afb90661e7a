package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * Decides whether a decision may open a position now: not within a cooldown, which begins with an exit, and only if the profit target is far enough
 * for the distance of the stop. A refused decision is not remembered: the next one is checked again.
 */
final class EntryRules {

    private static final long EVER = Long.MIN_VALUE;

    private final ExecutionSettings settings;
    private final PositionSizing sizing;
    private final long[] instrumentNotBeforeNs;
    private long[] setupNotBeforeNs = new long[0];
    private long allNotBeforeNs = EVER;
    private long a;
    private long b;

    EntryRules(final ExecutionSettings settings, final PositionSizing sizing, final int instruments) {
        this.settings = settings;
        this.sizing = sizing;
        instrumentNotBeforeNs = new long[instruments];
        Arrays.fill(instrumentNotBeforeNs, EVER);
    }

    /**
     * A position is flat.
     *
     * @param strategyIndex the strategy that led its entry, or {@link Target#NO_STRATEGY}
     * @param profitE8      of the whole round trip, net
     */
    void onExit(final int instrumentId, final int strategyIndex, final long profitE8, final long timeNs) {
        sizing.onTradeClosed(profitE8, timeNs);
        final boolean isLoss = profitE8 < 0;
        instrumentNotBeforeNs[instrumentId] =
            timeNs + (isLoss ? Math.max(settings.waits().cooldownNs(), settings.waits().lossCooldownNs()) : settings.waits().cooldownNs());
        if (isLoss) {
            allNotBeforeNs = Math.max(allNotBeforeNs, timeNs + settings.entry().cooldowns().globalLossCooldownNs());
        }
        if (strategyIndex >= 0 && settings.entry().cooldowns().setupCooldownNs() > 0) {
            setupsUpTo(strategyIndex);
            setupNotBeforeNs[strategyIndex] = timeNs + settings.entry().cooldowns().setupCooldownNs();
        }
    }

    private void setupsUpTo(final int strategyIndex) {
        final int before = setupNotBeforeNs.length;
        if (strategyIndex >= before) {
            setupNotBeforeNs = Arrays.copyOf(setupNotBeforeNs, Math.max(64, 2 * (strategyIndex + 1)));
            Arrays.fill(setupNotBeforeNs, before, setupNotBeforeNs.length, EVER);
        }
    }

    /**
     * @param stopPriceE8 the price at which the position would be closed
     * @return null if the decision may open a position, else the reason, with its numbers in {@link #a} and {@link #b}
     */
    ThoughtCode refusal(final Target target, final long markE8, final long stopPriceE8, final long timeNs) {
        final long notBeforeNs = notBeforeNs(target.instrumentId, target.strategyIndex);
        if (timeNs < notBeforeNs) {
            return because(ThoughtCode.COOLDOWN, notBeforeNs - timeNs, notBeforeNs);
        }
        if (sizing.isPaused(timeNs)) {
            return because(ThoughtCode.RISK_OF_RUIN, sizing.riskOfRuinE8(), settings.entry().ruin().maxRiskOfRuinE8());
        }
        final long leastE8 = settings.entry().minRewardToRiskE8();
        if (leastE8 > 0 && target.targetPriceE8 > 0 && stopPriceE8 != markE8) {
            final long rewardE8 = target.exposureE8 > 0 ? target.targetPriceE8 - markE8 : markE8 - target.targetPriceE8;
            final long ratioE8 = rewardE8 <= 0 ? 0 : FixedPoint.divideFloor(rewardE8, Math.abs(markE8 - stopPriceE8));
            if (ratioE8 < leastE8) {
                return because(ThoughtCode.REWARD_TOO_SMALL, ratioE8, leastE8);
            }
        }
        return null;
    }

    /** Whether a cooldown keeps the strategy from an entry in the instrument. */
    boolean isCooling(final int instrumentId, final int strategyIndex, final long timeNs) {
        return timeNs < notBeforeNs(instrumentId, strategyIndex);
    }

    private long notBeforeNs(final int instrumentId, final int strategyIndex) {
        final long both = Math.max(allNotBeforeNs, instrumentNotBeforeNs[instrumentId]);
        final boolean isKnown = strategyIndex >= 0 && strategyIndex < setupNotBeforeNs.length;
        return isKnown ? Math.max(both, setupNotBeforeNs[strategyIndex]) : both;
    }

    private ThoughtCode because(final ThoughtCode code, final long first, final long second) {
        a = first;
        b = second;
        return code;
    }

    long a() {
        return a;
    }

    long b() {
        return b;
    }
}
