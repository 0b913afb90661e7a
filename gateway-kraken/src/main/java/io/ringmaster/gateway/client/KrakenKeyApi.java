package io.ringmaster.gateway.client;

import io.ringmaster.gateway.wire.RestReplies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/** Kraken's service for the permissions of a Derivatives key. It stands beside the trading API, not under it. */
@Path("/api/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
interface KrakenKeyApi {

    @GET
    @Path("/api-keys/v3/check")
    RestReplies.KeyRights check(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce)
        throws IOException;
}
