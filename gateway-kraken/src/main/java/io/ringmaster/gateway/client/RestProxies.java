package io.ringmaster.gateway.client;

import java.net.URI;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.client.ExchangeRestProxyBuilder;
import org.knowm.xchange.krakenfutures.KrakenFuturesExchange;

/** Makes XChange's clients for interfaces of the venue's. */
final class RestProxies {

    private RestProxies() {
    }

    /** Where the services stand that are not under the trading API. */
    static String hostOf(final String baseUri) {
        return URI.create(baseUri).resolve("/").toString();
    }

    /** XChange's client for an interface of the venue's, at an address. */
    static <T> T of(final Class<T> type, final String baseUri, final RestSettings settings) {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(baseUri);
        specification.setHttpConnTimeout((int) (settings.connectWithinNs() / 1_000_000));
        specification.setHttpReadTimeout((int) (settings.answerWithinNs() / 1_000_000));
        return ExchangeRestProxyBuilder.forInterface(type, specification).build();
    }
}
