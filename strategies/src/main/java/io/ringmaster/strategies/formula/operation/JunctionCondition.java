package io.ringmaster.strategies.formula.operation;

import io.ringmaster.strategies.formula.Condition;
import java.util.List;

/** All of some claims, or any of them. */
public final class JunctionCondition extends Condition {

    private final boolean all;
    private final Condition[] parts;

    public JunctionCondition(final boolean all, final List<Condition> parts) {
        this.all = all;
        this.parts = parts.toArray(new Condition[0]);
    }

    @Override
    public boolean holds() {
        for (final Condition part : parts) {
            if (part.holds() != all) {
                return !all;
            }
        }
        return all;
    }

    @Override
    public boolean isWarm() {
        for (final Condition part : parts) {
            if (!part.isWarm()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int warmupBars() {
        int bars = 0;
        for (final Condition part : parts) {
            bars = Math.max(bars, part.warmupBars());
        }
        return bars;
    }

    @Override
    public int settledBars() {
        int bars = 0;
        for (final Condition part : parts) {
            bars = Math.max(bars, part.settledBars());
        }
        return bars;
    }
}
