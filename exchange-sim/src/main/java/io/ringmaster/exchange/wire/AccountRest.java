package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.MarginAccount;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The requests about the account itself: fills, positions, money, its log, its preferences. One thread. */
final class AccountRest {

    static final String ACCOUNT_LOG = "account-log";
    static final String KEY_RIGHTS = "api-keys/v3/check";
    static final int LOG_PAGE = 500;

    private static final int PAGE = 100;
    private static final String UID = "00000000-0000-4000-8000-000000000000";

    private final Venue venue;
    private final PublicRest products;
    private final OrderJson words;
    private final Envelope envelope;

    AccountRest(final Venue venue, final PublicRest products, final OrderJson words, final Envelope envelope) {
        this.venue = venue;
        this.products = products;
        this.words = words;
        this.envelope = envelope;
    }

    /** The answer, or null if this is no endpoint of accounts. */
    String answer(final String endpoint, final ApiKey key, final VenueAccount account, final Arguments arguments) {
        return switch (endpoint) {
            case KEY_RIGHTS -> keyRights(key);
            case "fills" -> fills(account, arguments);
            case "openpositions" -> openPositions(key, account);
            case "accounts" -> accounts(account);
            case ACCOUNT_LOG -> accountLog(account, arguments);
            case "leveragepreferences" -> leverages(key, arguments);
            case "self-trade-strategy" -> envelope.success(json -> json.text("strategy", "REJECT_TAKER"));
            case "notifications" -> envelope.success(json -> json.objects("notifications", venue.notices(), (each, notice) -> each
                .text("type", "maintenance").text("priority", "high").text("note", notice).text("effectiveTime", envelope.now())));
            default -> null;
        };
    }

    /** An answer of another service of the venue's: it is not wrapped as all others are. */
    private static String keyRights(final ApiKey key) {
        return Json.object(json -> json.text("apiKey", key.key()).text("accountUid", UID)
            .object("permissions", rights -> rights.text("general", "FULL_ACCESS").text("transfer", key.mayTransfer() ? "FULL_ACCESS" : "NO_ACCESS")));
    }

    private String fills(final VenueAccount account, final Arguments arguments) {
        final long beforeMs = arguments.timeMs("lastFillTime");
        final List<AccountFill> page = account.fills().reversed().stream().filter(fill -> fill.timeMs() < beforeMs).limit(PAGE).toList();
        return envelope.success(json -> json.objects("fills", page, (each, fill) -> each
            .text("fill_id", fill.fillId()).text("order_id", fill.venueOrderId()).optionalText("cliOrdId", fill.clientText())
            .text("symbol", words.symbol(fill.instrumentId())).text("side", OrderJson.side(fill.side())).e8("size", fill.qtyE8())
            .e8("price", fill.priceE8()).text("fillTime", Json.time(fill.timeMs())).text("fillType", fill.fillType())));
    }

    private String openPositions(final ApiKey key, final VenueAccount account) {
        final MarginAccount margin = account.margin();
        final List<Integer> held = products.ids().stream().filter(id -> margin.positionE8(id) != 0).toList();
        return envelope.success(json -> json.objects("openPositions", held, (each, id) -> {
            each.text("side", margin.positionE8(id) > 0 ? "long" : "short").text("symbol", words.symbol(id))
                .e8("price", margin.averageEntryPriceE8(id)).text("fillTime", envelope.now())
                .e8("size", Math.abs(margin.positionE8(id))).e8("unrealizedFunding", account.unrealizedFundingE8(id));
            if (venue.leverages(key.key()).containsKey(id)) {
                each.text("pnlCurrency", "USD").e8("maxFixedLeverage", venue.leverages(key.key()).get(id));
            }
        }));
    }

    private String accounts(final VenueAccount account) {
        final MarginAccount margin = account.margin();
        final long cashE8 = margin.cashE8();
        return envelope.success(json -> json.object("accounts", all -> all
            .object("cash", cash -> cash.text("type", "cashAccount").object("balances", balances -> balances.e8("usd", 0)))
            .object("flex", flex -> flex
                .text("type", "multiCollateralMarginAccount")
                .object("currencies", currencies -> currencies.object("USD", usd -> usd
                    .e8("quantity", cashE8).e8("value", cashE8).e8("collateral", cashE8)
                    .e8("available", margin.equityE8() - margin.marginUsedE8())))
                .e8("balanceValue", cashE8).e8("portfolioValue", margin.equityE8()).e8("collateralValue", cashE8)
                .e8("initialMargin", margin.marginUsedE8()).e8("initialMarginWithOrders", margin.marginUsedE8())
                .e8("maintenanceMargin", margin.maintenanceMarginE8()).e8("pnl", margin.equityE8() - cashE8)
                .e8("unrealizedFunding", account.unrealizedFundingE8()).e8("totalUnrealized", margin.equityE8() - cashE8)
                .e8("totalUnrealizedAsMargin", margin.equityE8() - cashE8).e8("availableMargin", margin.equityE8() - margin.marginUsedE8())
                .e8("marginEquity", margin.equityE8()))));
    }

    // ------------------------------------------------------------------ leverage

    /**
     * A PUT sets the margin of a product to isolated at a leverage, or, without a leverage, back to cross margin. It only changes the answers:
     * the simulated margin is always that of the whole account.
     */
    private String leverages(final ApiKey key, final Arguments arguments) {
        final TreeMap<Integer, Long> leverages = venue.leverages(key.key());
        if (arguments.method().equals("PUT")) {
            final int id = leveragedProduct(arguments.required("symbol"));
            final long leverageE8 = arguments.e8("maxLeverage");
            if (leverageE8 == 0) {
                leverages.remove(id);
            } else {
                leverages.put(id, leverageE8);
            }
            return envelope.success(json -> { });
        }
        final String only = arguments.text("symbol");
        final List<Integer> wanted = leverages.keySet().stream().filter(id -> only.isEmpty() || words.symbol(id).equalsIgnoreCase(only)).toList();
        return envelope.success(json -> json.objects("leveragePreferences", wanted, (each, id) -> each
            .text("symbol", words.symbol(id)).e8("maxLeverage", leverages.get(id))));
    }

    private int leveragedProduct(final String symbol) {
        try {
            return products.instrument(symbol);
        } catch (final RestRefusal unknown) {
            throw RestRefusal.numbered(87, "CONTRACT_NOT_FOUND");
        }
    }

    // ------------------------------------------------------------------ log

    /** Not wrapped as the answers of the trading API are. Realised profit is left to what cash, fee and funding leave of it. */
    private String accountLog(final VenueAccount account, final Arguments arguments) {
        final long sinceMs = arguments.whole("since", 0);
        final long from = arguments.whole("from", 0);
        final List<LogEntry> page = account.log().stream().filter(entry -> entry.timeMs() >= sinceMs && entry.number() >= from)
            .limit(arguments.whole("count", LOG_PAGE)).toList();
        return Json.object(json -> json.text("accountUid", UID).objects("logs", page, this::logEntry));
    }

    private void logEntry(final Json json, final LogEntry entry) {
        json.number("id", entry.number()).text("date", Json.time(entry.timeMs())).text("asset", "usd").text("info", entry.cause().info())
            .text("booking_uid", entry.uid()).text("margin_account", "flex").text("collateral", "usd")
            .text("contract", words.symbol(entry.cause().instrumentId()).toLowerCase(Locale.ROOT))
            .e8("old_balance", entry.cash().oldE8()).e8("new_balance", entry.cash().newE8()).e8("fee", entry.cash().feeE8())
            .e8("realized_pnl", entry.cash().profitE8(entry.funding().settledE8()))
            .e8("funding_rate", entry.funding().rateE8()).e8("realized_funding", entry.funding().settledE8());
        final String execution = entry.cause().execution();
        if (execution.isEmpty()) {
            json.nothing("execution");
        } else {
            json.text("execution", execution);
        }
    }
}
