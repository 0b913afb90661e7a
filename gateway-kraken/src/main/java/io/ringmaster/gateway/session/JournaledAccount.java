package io.ringmaster.gateway.session;

import io.ringmaster.pipeline.port.KnownAccount;

/**
 * What one journal knows of its account at the venue.
 *
 * @param ids   how its orders are named there
 * @param known what it has recorded of orders, fills and money
 */
public record JournaledAccount(ClientOrderIds ids, KnownAccount known) {

    /** The names follow from the time at which the session of the account began. */
    public static JournaledAccount of(final KnownAccount known) {
        return new JournaledAccount(ClientOrderIds.since(known.sinceNs()), known);
    }
}
