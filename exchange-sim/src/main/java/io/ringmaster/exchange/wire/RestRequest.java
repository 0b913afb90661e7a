package io.ringmaster.exchange.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request, as it was sent.
 *
 * @param path       such as {@code /derivatives/api/v3/sendorder}
 * @param parameters URL-encoded, from the query or else the body; empty for none
 * @param apiKey     null when there is none
 * @param signature  null when there is none
 * @param nonce      empty when there is none
 */
record RestRequest(String method, String path, String parameters, String apiKey, String signature, String nonce) {

    private static final String API = "/derivatives/api/v3/";

    /** Name of the endpoint; empty for a path outside of the API. */
    String endpoint() {
        return path.startsWith(API) ? path.substring(API.length()) : "";
    }

    String decoded() {
        return URLDecoder.decode(parameters, StandardCharsets.UTF_8);
    }

    /** Values by name; a name may come more than once. */
    Map<String, List<String>> values() {
        final Map<String, List<String>> values = new LinkedHashMap<>();
        for (final String pair : parameters.split("&")) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8), name -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
