package io.ringmaster.exchange.wire;

/**
 * One line of the account log.
 *
 * @param number from 1 in an account
 */
record LogEntry(long number, String uid, long timeMs, Cause cause, Cash cash, Funding funding) {

    /**
     * What happened.
     *
     * @param info      in the venue's words
     * @param execution id of the fill; empty for none
     */
    record Cause(String info, int instrumentId, String execution) {
    }

    /**
     * What it did to the money.
     *
     * @param oldE8 before it
     * @param newE8 after it
     * @param feeE8 positive is paid
     */
    record Cash(long oldE8, long newE8, long feeE8) {

        /** What neither fee nor funding explains. */
        long profitE8(final long fundingE8) {
            return newE8 - oldE8 + feeE8 - fundingE8;
        }
    }

    /**
     * What was settled for holding.
     *
     * @param rateE8    absolute
     * @param settledE8 positive is received
     */
    record Funding(long rateE8, long settledE8) {
    }
}
