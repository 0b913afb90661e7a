package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.Arrays;

/** No decision is made on a stale, crossed or gapped book, before warm-up ends, or by a strategy that is not active. */
final class DecisionInvariants {

    private static final int INITIAL_WORDS = 16;

    private final BrokenInvariant broken;
    private final MarketView[] markets;
    private final RiskGate gate;
    /** Strategies that are active, by index, as bits. */
    private long[] active = new long[INITIAL_WORDS];

    /** @param markets by instrument id; kept up to date by their owner */
    DecisionInvariants(final BrokenInvariant broken, final MarketView[] markets, final RiskGate gate) {
        this.broken = broken;
        this.markets = markets;
        this.gate = gate;
    }

    void onTarget(final Target target, final long timeNs) {
        if (target.signal == Signal.HOLD) {
            return;
        }
        final int id = target.instrumentId;
        final MarketView market = markets[id];
        final boolean isReadable = market.bookState == BookState.VALID || market.bookState == BookState.NONE;
        broken.require(isReadable, Invariant.DECISION_BOOK, id, BookState.VALID.ordinal(), market.bookState.ordinal());
        final long ageNs = timeNs - market.markTimeNs;
        final long maxAgeNs = gate.limits().reference().maxReferenceAgeNs();
        broken.require(ageNs <= maxAgeNs, Invariant.DECISION_AGE, id, maxAgeNs, ageNs);
        broken.require(timeNs >= gate.warmupEndTimeNs(), Invariant.DECISION_WARMUP, id, gate.warmupEndTimeNs(), timeNs);
        final int strategyIndex = target.strategyIndex;
        broken.require(strategyIndex < 0 || isActive(strategyIndex), Invariant.DECISION_STRATEGY, id, strategyIndex, strategyIndex);
    }

    private boolean isActive(final int strategyIndex) {
        final int word = strategyIndex / Long.SIZE;
        return word < active.length && (active[word] & 1L << strategyIndex) != 0;
    }

    void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        final int word = strategyIndex / Long.SIZE;
        if (word >= active.length) {
            active = Arrays.copyOf(active, 2 * word);
        }
        if (condition == StrategyCondition.ACTIVE) {
            active[word] |= 1L << strategyIndex;
        } else {
            active[word] &= ~(1L << strategyIndex);
        }
    }

    void forgetStrategies() {
        Arrays.fill(active, 0);
    }
}
