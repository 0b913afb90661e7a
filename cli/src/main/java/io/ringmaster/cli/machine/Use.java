package io.ringmaster.cli.machine;

/** What a machine is for. Each use needs everything that the ones before it need. */
public enum Use {
    /** A demo on a recording. */
    DEMO,
    /** A session on the live market with simulated fills. */
    PAPER,
    /** A session with real money. */
    LIVE;

    boolean isAtLeast(final Use other) {
        return compareTo(other) >= 0;
    }
}
