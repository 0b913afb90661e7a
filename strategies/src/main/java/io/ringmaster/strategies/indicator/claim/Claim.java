package io.ringmaster.strategies.indicator.claim;

import io.ringmaster.strategies.formula.Condition;

/**
 * A claim that is worked out on every bar, whether it is asked for or not.
 *
 * @param claims  the table of its graph
 * @param index   its place there
 * @param meaning what it claims
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
