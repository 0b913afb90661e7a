package io.ringmaster.exchange.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One request, as it was sent.
 *
 * @param path       such as {@code /derivatives/api/v3/sendorder}
 * @param parameters URL-encoded, from the query or else the body; empty for none
 * @param decoded    the same, URL-decoded
 * @param values     decoded, by name; a name may come more than once
 * @param apiKey     null when there is none
 * @param signature  null when there is none
 * @param nonce      empty when there is none
 */
public record RestRequest(
    String path, String parameters, String decoded, Map<String, List<String>> values, String apiKey, String signature, String nonce) {

    private static final String API = "/derivatives/api/v3/";
    private static final String CHARTS_API = "/api/charts/v1/";
    private static final String KEYS_API = "/api/auth/v1/";
    private static final String HISTORY_API = "/api/history/v3/";

    /** Name of the endpoint; empty for a path outside of the API. */
    public String endpoint() {
        if (path.startsWith(CHARTS_API)) {
            return "charts/" + path.substring(CHARTS_API.length());
        }
        return Stream.of(API, KEYS_API, HISTORY_API).filter(path::startsWith).findFirst().map(api -> path.substring(api.length())).orElse("");
    }
}
