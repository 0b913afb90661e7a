package io.ringmaster.gateway.client;

import io.ringmaster.gateway.wire.RestReplies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** Kraken's charts of Derivatives, public. */
@Path("/api/charts/v1")
@Produces(MediaType.APPLICATION_JSON)
interface KrakenChartsApi {

    /** @param fromSeconds epoch; the oldest first from then on */
    @GET
    @Path("/trade/{symbol}/1m")
    RestReplies.Candles minutes(@PathParam("symbol") String symbol, @QueryParam("from") long fromSeconds) throws IOException;
}
