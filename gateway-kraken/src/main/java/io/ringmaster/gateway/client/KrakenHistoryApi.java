package io.ringmaster.gateway.client;

import io.ringmaster.gateway.wire.RestReplies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/** Kraken's service for the history of a Derivatives account. It stands beside the trading API and has a request budget of its own. */
@Path("/api/history/v3")
@Produces(MediaType.APPLICATION_JSON)
interface KrakenHistoryApi {

    /**
     * Asks for entries, the oldest first.
     *
     * @param sinceMs milliseconds since 1970
     * @param from    id of the first one; null for whichever it is
     * @param count   at most; up to 25 are cheapest, and up to 1,000 cost three times as much
     */
    @GET
    @Path("/account-log")
    RestReplies.AccountLog accountLog(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("since") long sinceMs, @QueryParam("from") Long from, @QueryParam("sort") String sort, @QueryParam("count") int count)
        throws IOException;
}
