package io.ringmaster.lab.backtest;

/**
 * The origin of an order.
 *
 * @param purpose          purpose of the order; LIQUIDATION for an order of the venue
 * @param reason           for an entry, the reason of the policy; for an exit, what ended the position, such as STOP, TARGET, FLAT_SIGNAL or
 *                         REVERSAL
 * @param decisionSequence sequence of the input that led to its decision; 0 if there is none
 * @param decisionTimeNs   time of that input; 0 if there is none
 * @param stopPriceE8      price of the stop that was hit or that the decision set; 0 if there is none
 * @param strategy         strategy with the largest weight in the decision; empty if there is none
 */
record OrderOrigin(String purpose, String reason, long decisionSequence, long decisionTimeNs, long stopPriceE8, String strategy) {

    static final OrderOrigin LIQUIDATION = new OrderOrigin("LIQUIDATION", "LIQUIDATION", 0, 0, 0, "");
    static final OrderOrigin UNKNOWN = new OrderOrigin("", "", 0, 0, 0, "");
}
