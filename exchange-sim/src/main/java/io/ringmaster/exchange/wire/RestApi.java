package io.ringmaster.exchange.wire;

import io.ringmaster.units.InstrumentDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Derivatives REST v3: finds who answers a request, once it is known who asks and that their budget lasts. One thread.
 *
 * <pre>
 *   request ─▶ fault? ─▶ public? ─▶ known? ─▶ signed? ─▶ budget? ─▶ orders, account or history
 *                        PublicRest  404                            OrderRest, AccountRest, HistoryRest
 * </pre>
 */
final class RestApi {

    private static final Set<Fault> INSTEAD = EnumSet.of(Fault.HTTP_ERROR, Fault.API_LIMIT, Fault.AUTHENTICATION, Fault.NONCE);
    private static final Set<String> PRIVATE = Set.of(
        AccountRest.KEY_RIGHTS, "sendorder", "editorder", "cancelorder", "batchorder", "cancelallorders", "cancelallordersafter", "openorders",
        "orders/status", "fills", "openpositions", "accounts", AccountRest.ACCOUNT_LOG, "leveragepreferences", "self-trade-strategy",
        "notifications", "history/orders", "history/triggers", "history/executions");
    private static final int CHEAP_LOG_PAGE = 25;
    private static final long COSTS_OF_AN_ORDER = 10;
    private static final long COSTS_OF_A_BATCH = 9;

    private final Venue venue;
    private final Authentication authentication;
    private final FaultSchedule faults;
    private final LongSupplier clockMs;
    private final Envelope envelope;
    private final PublicRest markets;
    private final OrderRest orders;
    private final AccountRest accounts;
    private final HistoryRest histories;
    private final Map<String, RateLimit> limits = new TreeMap<>();
    private final Map<String, RateLimit> historyLimits = new TreeMap<>();

    RestApi(
        final Venue venue, final MarketBoard board, final List<InstrumentDefinition> instruments, final Authentication authentication,
        final FaultSchedule faults, final LongSupplier clockMs) {
        this.venue = venue;
        this.authentication = authentication;
        this.faults = faults;
        this.clockMs = clockMs;
        final OrderJson words = new OrderJson(instruments);
        envelope = new Envelope(faults, clockMs);
        markets = new PublicRest(venue, board, instruments, envelope);
        orders = new OrderRest(venue, board, markets, words, faults, envelope);
        accounts = new AccountRest(venue, markets, words, envelope);
        histories = new HistoryRest(words);
    }

    RestReply handle(final RestRequest request) {
        final String endpoint = request.endpoint();
        final FaultRule rule = faults.strike(endpoint, INSTEAD);
        if (rule != null) {
            return instead(rule);
        }
        try {
            return RestReply.ok(answer(endpoint, request));
        } catch (final RestRefusal refusal) {
            return refusal.code() == 0 ? envelope.error(refusal.getMessage()) : envelope.numberedError(refusal.code(), refusal.getMessage());
        }
    }

    private RestReply instead(final FaultRule rule) {
        return switch (rule.fault()) {
            case API_LIMIT -> envelope.error("apiLimitExceeded");
            case AUTHENTICATION -> envelope.error("authenticationError");
            case NONCE -> envelope.error("nonceBelowThreshold");
            default -> new RestReply(rule.value() == 0 ? 502 : (int) rule.value(), "<html><body>try again later</body></html>");
        };
    }

    private String answer(final String endpoint, final RestRequest request) {
        final Arguments arguments = new Arguments(request.method(), request.parameters().values());
        final String open = markets.answer(endpoint, arguments);
        if (open != null) {
            return open;
        }
        if (!PRIVATE.contains(endpoint)) {
            throw new RestRefusal("notFound");
        }
        requireOwner(request);
        final String key = request.credentials().apiKey();
        spend(endpoint, key, arguments);
        return privately(endpoint, venue.key(key), venue.account(key), arguments);
    }

    private void requireOwner(final RestRequest request) {
        final RestRequest.Credentials credentials = request.credentials();
        final String refusal = authentication.refusal(
            credentials.apiKey() == null ? "" : credentials.apiKey(), credentials.signature(), credentials.nonce(),
            request.parameters().encoded(), request.parameters().decoded(), request.path());
        if (!refusal.isEmpty()) {
            throw new RestRefusal(refusal);
        }
    }

    private void spend(final String endpoint, final String key, final Arguments arguments) {
        final boolean isHistory = endpoint.equals(AccountRest.ACCOUNT_LOG) || endpoint.startsWith("history/");
        final RateLimit limit = (isHistory ? historyLimits : limits).computeIfAbsent(
            key, each -> isHistory ? new RateLimit(100, 600_000, clockMs) : new RateLimit(500, 10_000, clockMs));
        if (!limit.spend(cost(endpoint, arguments))) {
            throw new RestRefusal("apiLimitExceeded");
        }
    }

    private static long cost(final String endpoint, final Arguments arguments) {
        return switch (endpoint) {
            case "sendorder", "editorder", "cancelorder" -> COSTS_OF_AN_ORDER;
            case "batchorder" -> COSTS_OF_A_BATCH + BatchInstructions.parse(arguments.required("json")).size();
            case "cancelallorders", "cancelallordersafter" -> 25;
            case "fills" -> arguments.text("lastFillTime").isEmpty() ? 2 : 25;
            case "orders/status", "history/orders", "history/triggers", "history/executions" -> 1;
            case "leveragepreferences" -> arguments.method().equals("PUT") ? 10 : 2;
            case AccountRest.ACCOUNT_LOG -> arguments.whole("count", AccountRest.LOG_PAGE) <= CHEAP_LOG_PAGE ? 1 : 3;
            default -> 2;
        };
    }

    private String privately(final String endpoint, final ApiKey key, final VenueAccount account, final Arguments arguments) {
        final String ofOrders = orders.answer(endpoint, account, arguments);
        if (ofOrders != null) {
            return ofOrders;
        }
        final String ofAccount = accounts.answer(endpoint, key, account, arguments);
        return ofAccount != null ? ofAccount : histories.answer(endpoint, venue.history(key.key()), arguments);
    }
}
