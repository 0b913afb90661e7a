package io.ringmaster.exchange.wire;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One request, as it was sent.
 *
 * @param method GET, POST or PUT
 * @param path   such as {@code /derivatives/api/v3/sendorder}
 */
public record RestRequest(String method, String path, Parameters parameters, Credentials credentials) {

    /**
     * What is asked for, from the query or else the body.
     *
     * @param encoded URL-encoded, as it was sent; empty for none
     * @param decoded the same, URL-decoded
     * @param values  decoded, by name; a name may come more than once
     */
    public record Parameters(String encoded, String decoded, Map<String, List<String>> values) {
    }

    /**
     * Who asks.
     *
     * @param apiKey    null when there is none
     * @param signature null when there is none
     * @param nonce     empty when there is none
     */
    public record Credentials(String apiKey, String signature, String nonce) {
    }

    private static final String API = "/derivatives/api/v3/";
    private static final String FUNDING_RATES = "/derivatives/api/v4/historicalfundingrates";
    private static final String CHARTS_API = "/api/charts/v1/";
    private static final String KEYS_API = "/api/auth/v1/";
    private static final Pattern HISTORY_API = Pattern.compile("/api/history/v[23]/");
    private static final String ACCOUNT_LOG = "account-log";

    /** Name of the endpoint, which says which service it belongs to where that is not the trading API; empty for a path outside of the API. */
    public String endpoint() {
        if (path.startsWith(CHARTS_API)) {
            return "charts/" + path.substring(CHARTS_API.length());
        }
        if (path.equals(FUNDING_RATES)) {
            return "historical-funding-rates";
        }
        final Matcher history = HISTORY_API.matcher(path);
        if (history.lookingAt()) {
            final String name = path.substring(history.end());
            return name.equals(ACCOUNT_LOG) ? name : "history/" + name;
        }
        return Stream.of(API, KEYS_API).filter(path::startsWith).findFirst().map(api -> path.substring(api.length())).orElse("");
    }
}
