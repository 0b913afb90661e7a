package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.MarketTape;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * Kraken Derivatives without its sockets: requests in, answers out, feeds to the subscribed clients. Its behaviour is a function of its settings,
 * the market it is shown, the requests and its clock. One thread.
 */
public final class Venue {

    /** What the first product is called on Spot. */
    public static final String SPOT_PAIR = "BTC/USD";

    private static final long TICKER_MS = 1_000;
    private static final Set<Fault> SUDDEN = EnumSet.of(Fault.ADMIN_CANCEL, Fault.MAINTENANCE, Fault.LIQUIDATION, Fault.CROSSED_BOOK);

    private final SplittableRandom random;
    private final FaultSchedule faults;
    private final LongSupplier clockMs;
    private final MarketTape tape = new MarketTape();
    private final MarketBoard board;
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Map<String, VenueAccount> accounts = new LinkedHashMap<>();
    private final List<FeedSession> sessions = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Map<String, TreeMap<Integer, Long>> leverages = new LinkedHashMap<>();
    private final Map<String, OrderHistory> histories = new LinkedHashMap<>();
    private final VenueAudit audit;
    private final RestApi rest;
    private final FeedApi feeds;
    private final SpotApi spot;
    private long historyIds;
    private long tickerDueMs;
    private long suddenDueMs;

    /**
     * @param accountKeys  every account there is
     * @param alsoDecoded  whether signatures of decoded parameters are taken too
     * @param wallClockMs  epoch
     */
    public Venue(
        final List<InstrumentDefinition> instruments, final VenueSettings settings, final List<ApiKey> accountKeys, final boolean alsoDecoded,
        final long seed, final FaultSchedule faults, final LongSupplier wallClockMs) {
        this.faults = faults;
        random = new SplittableRandom(seed);
        faults.start(wallClockMs);
        clockMs = () -> wallClockMs.getAsLong() + skewMs();
        audit = new VenueAudit(wallClockMs);
        board = new MarketBoard(instruments, clockMs, this::newId, this::publish, this::onTrade);
        final Authentication authentication = new Authentication(accountKeys, alsoDecoded);
        final Map<String, PrivateFeed> privateFeeds = new LinkedHashMap<>();
        for (final ApiKey key : accountKeys) {
            keys.put(key.key(), key);
            final PrivateFeed privateFeed = new PrivateFeed(key.key(), instruments, sessions, () -> accounts.get(key.key()), clockMs);
            privateFeeds.put(key.key(), privateFeed);
            leverages.put(key.key(), new TreeMap<>());
            final OrderHistory history = new OrderHistory(clockMs, this::newHistoryId, id -> board.view(id).markPriceE8);
            histories.put(key.key(), history);
            accounts.put(key.key(), new VenueAccount(
                instruments, settings.matchingRules(), board.rates(), key.initialCashE8(), clockMs, this::newId,
                audit.beside(AccountListener.both(history, privateFeed), key.key(), () -> accounts.get(key.key()))));
        }
        rest = new RestApi(this, board, instruments, authentication, faults, clockMs);
        spot = new SpotApi(SPOT_PAIR, instruments.getFirst().tickE8(), board, faults, clockMs);
        feeds = new FeedApi(
            instruments.stream().map(InstrumentDefinition::symbol).toList(), board, authentication, privateFeeds, sessions, faults, this::newId);
    }

    private long skewMs() {
        final FaultRule skew = faults.lasting(Fault.CLOCK_SKEW);
        return skew == null ? 0 : skew.value();
    }

    private void onTrade(final int instrumentId, final RecentTrade trade) {
        if (instrumentId == 0) {
            spot.onTrade(trade);
        }
    }

    private void publish(final String feed, final String product, final Supplier<String> text) {
        feeds.publish(feed, product, text);
    }

    /** The next identifier of this seed. */
    String newId() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }

    /** Numbered, not random: ids of the history do not change the random numbers of a seed. */
    private String newHistoryId() {
        return new UUID(0x4000L, Long.MIN_VALUE | ++historyIds).toString();
    }

    ApiKey key(final String key) {
        return keys.get(key);
    }

    VenueAccount account(final String key) {
        return accounts.get(key);
    }

    /** Notices of maintenance. */
    List<String> notices() {
        return notices;
    }

    /** Reports every account's margin of an instrument as isolated, as a user can set it at the venue; the simulated margin does not change. */
    public void isolate(final int instrumentId) {
        leverages.values().forEach(each -> each.put(instrumentId, FixedPoint.ONE));
    }

    /** By instrument, the leverage its margin is set apart with; those that are not there share the whole account. */
    TreeMap<Integer, Long> leverages(final String key) {
        return leverages.get(key);
    }

    /** What happened to the orders of an account. */
    OrderHistory history(final String key) {
        return histories.get(key);
    }

    /** Minute candles of the first product that began at a time or later, in the format of the charts. */
    String chart(final long fromMs) {
        return spot.chart(fromMs);
    }

    /** Hours that are over and had a rate of funding. */
    public int fundedHours() {
        return board.rates().hours(0).size();
    }

    /** Number of minutes with a trade. */
    public int minutes() {
        return spot.minutes();
    }

    /** Number of clients of the feeds of Derivatives. */
    public int feedClients() {
        return sessions.size();
    }

    /** Answers a request. */
    public RestReply handle(final RestRequest request) {
        final RestReply reply = rest.handle(request);
        audit.onRequest(request, reply.status());
        return reply;
    }

    /** Writes every request and every change of an account from now on, one JSON object a line; see {@link VenueAudit}. */
    public void auditTo(final Consumer<String> lines) {
        audit.writeTo(lines);
    }

    /** A client of the feeds connected. */
    public FeedSession open(final FeedSocket socket) {
        return feeds.open(socket);
    }

    /** A client disconnected. */
    public void closed(final FeedSession session) {
        feeds.closed(session);
    }

    /** A client of Spot's feed connected: the market of the first product under the name of {@link #SPOT_PAIR}. */
    public FeedSession openSpot(final FeedSocket socket) {
        return spot.open(socket);
    }

    /** A client disconnected. */
    public void closedSpot(final FeedSession session) {
        spot.closed(session);
    }

    /** A client of Spot's feed sent a message. */
    public void onSpotText(final FeedSession session, final String text) {
        spot.onText(session, text);
    }

    /** A client of the feeds sent a message. */
    public void onText(final FeedSession session, final String text) {
        feeds.onText(session, text);
    }

    /** The faults that are simulated. */
    public FaultSchedule faults() {
        return faults;
    }

    /**
     * Shows the venue what happens in its market.
     *
     * @param buffer holds an encoded book, trade or ticker; other messages are ignored
     */
    public void onMarket(final DirectBuffer buffer, final int offset) {
        if (!MarketTape.isMarket(InputMessage.templateId(buffer, offset))) {
            return;
        }
        final int id = board.onMarket(buffer, offset);
        if (id == 0) {
            spot.onMarket();
        }
        final MarketView view = board.view(id);
        for (final VenueAccount account : accounts.values()) {
            tape.play(buffer, offset, account.engines());
            account.onPrices(id, view.markPriceE8, board.indexE8(id), view.lastPriceE8);
        }
    }

    /** Time passed; call it often. */
    public void onTime() {
        board.setCondition(faults.lasting(Fault.POST_ONLY) != null, faults.lasting(Fault.SUSPENDED) != null);
        final long nowMs = clockMs.getAsLong();
        if (board.rates().isHourOver(nowMs)) {
            accounts.values().forEach(account -> account.settleFunding(FundingRates.hourOf(nowMs)));
            board.rates().beginHour(nowMs, id -> board.view(id).markPriceE8);
        }
        accounts.values().forEach(VenueAccount::onTime);
        if (nowMs >= tickerDueMs) {
            tickerDueMs = nowMs + TICKER_MS;
            board.publishTickers(faults.lasting(Fault.STALE_TICKER) != null);
            feeds.heartbeat(nowMs);
            spot.heartbeat();
        }
        if (nowMs >= suddenDueMs) {
            suddenDueMs = nowMs + TICKER_MS;
            sudden();
        }
    }

    private void sudden() {
        board.uncross();
        final FaultRule rule = faults.strike("", SUDDEN);
        switch (rule == null ? null : rule.fault()) {
            case ADMIN_CANCEL -> accounts.values().forEach(account -> account.cancelAll(-1, "cancelled_by_admin"));
            case LIQUIDATION -> accounts.values().forEach(VenueAccount::liquidate);
            case CROSSED_BOOK -> board.cross();
            case MAINTENANCE -> announceMaintenance(rule.value());
            case null, default -> { }
        }
    }

    private void announceMaintenance(final long inMs) {
        notices.add("maintenance begins soon");
        publish("notifications_auth", "", () -> Json.object(json -> json
            .text("feed", "notifications_auth").objects("notifications", List.of(notices.size()), (each, id) -> each
                .number("id", id).text("type", "maintenance").text("priority", "high").text("note", "maintenance begins soon")
                .number("effective_time", clockMs.getAsLong() + inMs))));
    }

    /** Open orders of an account, triggers included. */
    public int openOrders(final String key) {
        return accounts.get(key).open().size();
    }

    /** When every order of an account is canceled unless its dead man's switch is renewed, by the venue's clock; the largest value for never. */
    public long switchDueMs(final String key) {
        return accounts.get(key).switchDueMs();
    }

    /** What an account received (or, negative, paid) for holding. */
    public long fundingE8(final String key) {
        return accounts.get(key).margin().fundingE8();
    }

    /** Signed position of an account. */
    public long positionE8(final String key, final int instrumentId) {
        return accounts.get(key).margin().positionE8(instrumentId);
    }
}
