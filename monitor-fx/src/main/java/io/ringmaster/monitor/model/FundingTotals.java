package io.ringmaster.monitor.model;

/**
 * What funding came to.
 *
 * @param receivedE8 sum of what came in
 * @param paidE8     sum of what went out; positive
 */
public record FundingTotals(int payments, long receivedE8, long paidE8) {

    /** Of all payments up to a moment. */
    public static FundingTotals of(final Moment moment) {
        int payments = 0;
        long received = 0;
        long paid = 0;
        final Rows<EventRow> events = moment.inputEvents();
        for (int row = 0; row < events.size(); row++) {
            if (events.get(row).event() instanceof final Event.Funding funding) {
                payments++;
                received += Math.max(0, funding.amountE8());
                paid += Math.max(0, -funding.amountE8());
            }
        }
        return new FundingTotals(payments, received, paid);
    }
}
