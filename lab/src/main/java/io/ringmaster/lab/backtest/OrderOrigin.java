package io.ringmaster.lab.backtest;

/**
 * Where an order comes from.
 *
 * @param purpose          as the order says; LIQUIDATION for the venue's own
 * @param reason           of an entry the policy's; of an exit what ended the position, such as STOP, TARGET, FLAT_SIGNAL or REVERSAL
 * @param decisionSequence input that led to the decision it carries out; 0 if there is none
 * @param decisionTimeNs   of that input; 0 if there is none
 * @param stopPriceE8      the stop that was hit, or that the decision named; 0 if there is none
 * @param strategy         that weighed most in the decision; empty if there is none
 */
record OrderOrigin(String purpose, String reason, long decisionSequence, long decisionTimeNs, long stopPriceE8, String strategy) {

    static final OrderOrigin LIQUIDATION = new OrderOrigin("LIQUIDATION", "LIQUIDATION", 0, 0, 0, "");
    static final OrderOrigin UNKNOWN = new OrderOrigin("", "", 0, 0, 0, "");
}
