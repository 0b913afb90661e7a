package io.ringmaster.gateway.client;

import io.ringmaster.gateway.wire.RestReplies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/**
 * What we use of Kraken Derivatives REST v3, through XChange's proxies. It stands beside XChange's own interface where that one lacks an
 * endpoint or a parameter: {@code processBefore}, {@code ioc}, trailing stops, edits, cancels and questions by our own id, fills by time.
 */
@Path("/api/v3")
@Produces(MediaType.APPLICATION_JSON)
interface KrakenFuturesApi {

    @GET
    @Path("/instruments")
    RestReplies.Instruments instruments() throws IOException;

    @GET
    @Path("/historical-funding-rates")
    RestReplies.FundingRates fundingRates(@QueryParam("symbol") String symbol) throws IOException;

    @POST
    @Path("/sendorder")
    RestReplies.Send sendOrder(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("orderType") String orderType, @QueryParam("symbol") String symbol, @QueryParam("side") String side,
        @QueryParam("size") BigDecimal size, @QueryParam("limitPrice") BigDecimal limitPrice, @QueryParam("stopPrice") BigDecimal stopPrice,
        @QueryParam("trailingStopMaxDeviation") BigDecimal trail, @QueryParam("trailingStopDeviationUnit") String trailUnit,
        @QueryParam("triggerSignal") String triggerSignal, @QueryParam("reduceOnly") Boolean reduceOnly,
        @QueryParam("cliOrdId") String clientText, @QueryParam("processBefore") String processBefore) throws IOException;

    @POST
    @Path("/editorder")
    RestReplies.Edit editOrder(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("cliOrdId") String clientText, @QueryParam("stopPrice") BigDecimal stopPrice,
        @QueryParam("processBefore") String processBefore) throws IOException;

    @POST
    @Path("/cancelorder")
    RestReplies.Cancel cancelOrder(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("cliOrdId") String clientText, @QueryParam("processBefore") String processBefore) throws IOException;

    @POST
    @Path("/cancelallorders")
    RestReplies.Cancel cancelAllOrders(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("symbol") String symbol) throws IOException;

    @POST
    @Path("/cancelallordersafter")
    RestReplies.DeadMansSwitch cancelAllOrdersAfter(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("timeout") long timeoutSeconds) throws IOException;

    @GET
    @Path("/leveragepreferences")
    RestReplies.LeveragePreferences leveragePreferences(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce)
        throws IOException;

    @GET
    @Path("/notifications")
    RestReplies.Notifications notifications(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce)
        throws IOException;

    @POST
    @Path("/orders/status")
    RestReplies.Statuses orderStatuses(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("cliOrdIds") List<String> clientTexts) throws IOException;

    @GET
    @Path("/openorders")
    RestReplies.OpenOrders openOrders(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce)
        throws IOException;

    @GET
    @Path("/fills")
    RestReplies.Fills fills(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce,
        @QueryParam("lastFillTime") String lastFillTime) throws IOException;

    @GET
    @Path("/openpositions")
    RestReplies.OpenPositions openPositions(
        @HeaderParam("APIKey") String key, @HeaderParam("Authent") ParamsDigest signer, @HeaderParam("Nonce") SynchronizedValueFactory<Long> nonce)
        throws IOException;
}
