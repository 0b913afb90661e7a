package io.ringmaster.exchange.wire;

/**
 * One line of the account log.
 *
 * @param number     from 1 in an account
 * @param info       what happened, in the venue's words
 * @param oldCashE8  before it
 * @param feeE8      positive is paid
 * @param rateE8     of funding, absolute
 * @param fundingE8  settled; positive is received
 * @param execution  id of the fill; empty for none
 */
record LogEntry(
    long number, String uid, long timeMs, String info, int instrumentId, long oldCashE8, long newCashE8, long feeE8, long rateE8, long fundingE8,
    String execution) {
}
