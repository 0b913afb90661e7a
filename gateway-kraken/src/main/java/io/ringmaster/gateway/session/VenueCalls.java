package io.ringmaster.gateway.session;

import java.util.List;

/**
 * What the session asks of the venue. Every call returns at once; its outcome comes back to the session later, each exactly once, but for
 * those that are lost with the process.
 */
public interface VenueCalls {

    /** Sends an order; answered by {@link OrderSession#onSent}. */
    void send(LiveOrder order);

    /** Moves a resting stop to {@link LiveOrder#amendPriceE8}; answered by {@link OrderSession#onAmendSent}. */
    void amend(LiveOrder order);

    /** Cancels an order by our id for it; answered by {@link OrderSession#onCancelSent}. */
    void cancel(LiveOrder order);

    /** Cancels every order of an instrument; answered by {@link OrderSession#onCancelSent} of none. */
    void cancelAll(int instrumentId);

    /**
     * Asks for orders, fills and positions; answered by {@link OrderSession#onEvidence} or {@link OrderSession#onNoEvidence}.
     *
     * @param clientTexts  orders to ask for by name
     * @param fillsSinceMs venue's clock: fills from then on
     * @param isUrgent     whether the protection of a position waits for the answer
     */
    void gather(List<String> clientTexts, long fillsSinceMs, boolean isUrgent);

    /**
     * Asks what was paid and received for holding; answered by {@link OrderSession#onFundings} or {@link OrderSession#onNoFundings}.
     *
     * @param sinceMs venue's clock
     */
    void gatherFunding(long sinceMs);
}
