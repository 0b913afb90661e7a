package io.ringmaster.strategies.indicator.claim;

import io.ringmaster.strategies.formula.Condition;

/**
 * A claim, evaluated on every bar.
 *
 * @param claims  the table of its graph
 * @param index   its index in the table
 * @param meaning the condition it stands for
 */
public record Claim(Claims claims, int index, Condition meaning) {

    public boolean holds() {
        return claims.holds(index);
    }

    /** Bars until all its numbers have settled. */
    public int settledBars() {
        return meaning.settledBars();
    }
}
