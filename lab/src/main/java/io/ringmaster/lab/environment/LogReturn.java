package io.ringmaster.lab.environment;

import java.util.List;

/**
 * {@code ln(equity / equity before)}, a negative one times a factor; -1 for a ruined account. Source: reference, features, B.1 (log_return, and
 * asymmetric with a factor of 2).
 */
final class LogReturn implements Reward {

    private final double lossFactor;

    LogReturn(final double lossFactor) {
        this.lossFactor = lossFactor;
    }

    @Override
    public List<String> terms() {
        return List.of("return");
    }

    @Override
    public void begin() {
        // It remembers nothing.
    }

    @Override
    public void measure(final Account account, final double[] out) {
        final double earned = of(account);
        out[0] = earned < 0 ? earned * lossFactor : earned;
    }

    /** -1 for a ruined account. */
    static double of(final Account account) {
        return account.equityE8() > 0 ? StrictMath.log((double) account.equityE8() / account.equityBeforeE8()) : -1;
    }
}
