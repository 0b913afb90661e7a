package io.ringmaster.pipeline.core.order;

/** How often the venue was asked to cancel an order, and when it may be asked again. */
public final class CancelAttempts {

    /** Cancels of one order that follow each other ever more slowly; later ones keep {@link #CANCEL_AGAIN_NS} apart. */
    private static final int QUICK_CANCELS = 3;
    private static final long CANCEL_AGAIN_NS = 600_000_000_000L;

    private int sent;
    private long notBeforeNs = Long.MIN_VALUE;

    void clear() {
        sent = 0;
        notBeforeNs = Long.MIN_VALUE;
    }

    /**
     * Whether another cancel may be sent. Where the venue stays silent, the next one follows after twice the time, and after the third one every ten
     * minutes. Where the order still works, the next one of the three follows at once.
     *
     * @param works whether the venue said that the order works after all
     */
    public boolean mayAsk(final boolean works, final long timeNs) {
        return timeNs >= notBeforeNs || (works && sent < QUICK_CANCELS);
    }

    /** A cancel is sent. */
    public void onSent(final long timeNs, final long timeoutNs) {
        sent++;
        notBeforeNs = timeNs + (sent < QUICK_CANCELS ? timeoutNs << sent : Math.max(CANCEL_AGAIN_NS, timeoutNs));
    }
}
