package io.ringmaster.gateway.client;

import io.ringmaster.gateway.session.Evidence;
import io.ringmaster.gateway.session.LiveOrder;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SendOutcome;
import io.ringmaster.gateway.session.SendOutcome.Kind;
import io.ringmaster.gateway.session.VenueCalls;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks Kraken Derivatives REST v3 through XChange's client, on three threads: orders, cancels, which thereby overtake, and questions.
 * What comes back is told to the session on the session's own thread.
 */
final class KrakenRest implements VenueCalls, AutoCloseable {

    /** Words of an error after which it is certain that nothing was done. */
    private static final Set<String> REFUSED = Set.of(
        "accountInactive", "apiLimitExceeded", "authenticationError", "insufficientFunds", "invalidAccount", "invalidAmount",
        "invalidArgument", "invalidUnit", "marketUnavailable", "nonceBelowThreshold", "nonceDuplicate", "requiredArgumentMissing");
    /** Words of an order that was not taken. Any other one is no clear answer, and least of all that the id is known already. */
    private static final Set<String> NOT_TAKEN = Set.of(
        "marketSuspended", "marketInactive", "invalidPrice", "invalidSize", "tooManySmallOrders", "insufficientAvailableFunds",
        "wouldCauseLiquidation", "clientOrderIdTooBig", "maxPositionViolation", "outsidePriceCollar", "wouldIncreasePriceDislocation",
        "postWouldExecute", "iocWouldNotExecute", "selfFill", "wouldNotReducePosition", "marketIsPostOnly", "tooManyOrders",
        "fixedLeverageTooHigh", "clientOrderIdInvalid", "wouldProcessAfterSpecifiedTime", "invalidOrderType", "invalidSide");
    /** Words of an edit that changed nothing. */
    private static final Set<String> NOT_EDITED = Set.of(
        "invalidSize", "invalidPrice", "insufficientAvailableFunds", "selfFill", "tooManySmallOrders", "outsidePriceCollar",
        "postWouldExecute", "wouldNotReducePosition", "orderForEditNotFound", "orderForEditNotAStop", "wouldProcessAfterSpecifiedTime",
        "marketSuspended", "marketInactive");
    private static final Set<String> TAKEN = Set.of("placed", "partiallyFilled", "filled");
    private static final int NAMES_IN_A_QUESTION = 20;
    private static final int FILLS_IN_A_PAGE = 100;
    private static final int LINES_OF_A_LOOK = 25;
    private static final int LINES_IN_A_PAGE = 1_000;

    private final List<InstrumentDefinition> instruments;
    private final LongSupplier clockMs;
    private final Executor sessionThread;
    private final Consumer<String> alerts;
    private final Set<String> told = new LinkedHashSet<>();
    private final RestLine orders;
    private final RestLine cancels;
    private final RestLine questions;
    private OrderSession session;

    KrakenRest(
        final String baseUri, final KrakenCredentials credentials, final RestSettings settings, final List<InstrumentDefinition> instruments,
        final LongSupplier clockMs, final Executor sessionThread, final Consumer<String> alerts) {
        this.instruments = instruments;
        this.clockMs = clockMs;
        this.sessionThread = sessionThread;
        this.alerts = alerts;
        orders = new RestLine("kraken-orders", baseUri, credentials, settings);
        cancels = new RestLine("kraken-cancels", baseUri, credentials, settings);
        questions = new RestLine("kraken-questions", baseUri, credentials, settings);
    }

    /** Who is told; to be set before anything is asked. */
    void tell(final OrderSession newSession) {
        session = newSession;
    }

    // ------------------------------------------------------------------ orders

    @Override
    public void send(final LiveOrder order) {
        try {
            orders.enqueue(() -> answer(order, sendNow(order)));
        } catch (final RejectedExecutionException e) {
            // It never left.
            answer(order, new SendOutcome(Kind.REFUSED, "", "tooManyWaiting"));
        }
    }

    private void answer(final LiveOrder order, final SendOutcome outcome) {
        sessionThread.execute(() -> session.onSent(order, outcome));
    }

    private SendOutcome sendNow(final LiveOrder order) {
        final boolean isTrailing = order.type() == OrderType.TRAILING_STOP;
        try {
            final RestReplies.Send reply = orders.ask((api, key, digest, nonces) -> api.sendOrder(
                key, digest, nonces, orderType(order.type()), symbol(order.instrumentId()), order.side() == Side.BUY ? "buy" : "sell",
                decimal(order.qtyE8()), order.limitE8() == 0 ? null : decimal(order.limitE8()),
                isTrailing || order.stopE8() == 0 ? null : decimal(order.stopE8()), isTrailing ? decimal(order.stopE8()) : null,
                isTrailing ? "QUOTE_CURRENCY" : null, order.stopE8() == 0 ? null : "mark",
                order.reduceOnly() ? Boolean.TRUE : null, order.clientText(), Instant.ofEpochMilli(order.processBeforeMs()).toString()));
            return outcomeOf(reply);
        } catch (final IOException e) {
            return new SendOutcome(Kind.UNKNOWN, "", String.valueOf(e.getMessage()));
        }
    }

    private static SendOutcome outcomeOf(final RestReplies.Send reply) {
        final String word = reply.sendStatus() == null ? "no sendStatus" : text(reply.sendStatus().status());
        final SendOutcome outcome = outcomeOf(reply, word, TAKEN.contains(word), NOT_TAKEN);
        return outcome.kind() == Kind.PLACED ? new SendOutcome(Kind.PLACED, text(reply.sendStatus().orderId()), word) : outcome;
    }

    @Override
    public void amend(final LiveOrder order) {
        final long stopE8 = order.amendE8();
        final String before = Instant.ofEpochMilli(order.amendBeforeMs()).toString();
        try {
            orders.enqueue(() -> {
                final SendOutcome outcome = amendNow(order.clientText(), stopE8, before);
                sessionThread.execute(() -> session.onAmendSent(order, stopE8, outcome));
            });
        } catch (final RejectedExecutionException e) {
            sessionThread.execute(() -> session.onAmendSent(order, stopE8, new SendOutcome(Kind.REFUSED, "", "tooManyWaiting")));
        }
    }

    private SendOutcome amendNow(final String clientText, final long stopE8, final String before) {
        try {
            final RestReplies.Edit reply =
                orders.ask((api, key, digest, nonces) -> api.editOrder(key, digest, nonces, clientText, decimal(stopE8), before));
            final String status = reply.editStatus() == null ? "" : text(reply.editStatus().status());
            return outcomeOf(reply, status, "edited".equals(status), NOT_EDITED);
        } catch (final IOException e) {
            return new SendOutcome(Kind.UNKNOWN, "", String.valueOf(e.getMessage()));
        }
    }

    /** An error says that nothing was done, or nothing; a word may say yes, no, or nothing too. */
    private static SendOutcome outcomeOf(final RestReplies.Reply reply, final String word, final boolean isYes, final Set<String> no) {
        if (!reply.isSuccess()) {
            final String error = String.valueOf(reply.error());
            return new SendOutcome(REFUSED.contains(error) ? Kind.REFUSED : Kind.UNKNOWN, "", error);
        }
        return new SendOutcome(isYes ? Kind.PLACED : no.contains(word) ? Kind.REFUSED : Kind.UNKNOWN, "", word);
    }

    private static String orderType(final OrderType type) {
        return switch (type) {
            case LIMIT -> "lmt";
            case POST_ONLY -> "post";
            case IOC -> "ioc";
            case MARKET -> "mkt";
            case STOP -> "stp";
            case TRAILING_STOP -> "trailing_stop";
            case NULL_VAL -> throw new IllegalArgumentException("an order without a type");
        };
    }

    @Override
    public void cancel(final LiveOrder order) {
        final String before = Instant.ofEpochMilli(order.cancelBeforeMs()).toString();
        cancelBy(order, (api, key, digest, nonces) -> api.cancelOrder(key, digest, nonces, order.clientText(), before));
    }

    @Override
    public void cancelAll(final int instrumentId) {
        cancelBy(null, (api, key, digest, nonces) -> api.cancelAllOrders(key, digest, nonces, symbol(instrumentId)));
    }

    private void cancelBy(final LiveOrder order, final RestLine.Question<RestReplies.Cancel> question) {
        try {
            cancels.enqueue(() -> {
                final String word = cancelNow(question);
                sessionThread.execute(() -> session.onCancelSent(order, word));
            });
        } catch (final RejectedExecutionException e) {
            sessionThread.execute(() -> session.onCancelSent(order, ""));
        }
    }

    private String cancelNow(final RestLine.Question<RestReplies.Cancel> question) {
        try {
            final RestReplies.Cancel reply = cancels.ask(question);
            return reply.isSuccess() && reply.cancelStatus() != null ? text(reply.cancelStatus().status()) : "";
        } catch (final IOException e) {
            // No clear answer: the session asks again until the order is gone.
            return "";
        }
    }

    /** Sets the venue's switch; returns whether the venue confirmed it. Waits for the answer. */
    boolean setDeadMansSwitch(final long seconds) throws IOException {
        return cancels.ask((api, key, digest, nonces) -> api.cancelAllOrdersAfter(key, digest, nonces, seconds)).isSuccess();
    }

    /** Does something on the thread of cancels. */
    void onCancelThread(final Runnable work) {
        cancels.enqueue(work);
    }

    // ------------------------------------------------------------------ questions

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs) {
        try {
            questions.enqueue(() -> gatherNow(clientTexts, fillsSinceMs));
        } catch (final RejectedExecutionException e) {
            sessionThread.execute(() -> session.onNoEvidence("too much is waiting to be asked"));
        }
    }

    private void gatherNow(final List<String> clientTexts, final long fillsSinceMs) {
        try {
            final long begunMs = clockMs.getAsLong();
            final Map<String, String> statuses = statuses(clientTexts);
            final long askedMs = clockMs.getAsLong();
            final RestReplies.OpenOrders open = checked(questions.ask((api, key, digest, nonces) -> api.openOrders(key, digest, nonces)));
            final long tripMs = clockMs.getAsLong() - askedMs;
            final long serverMs = timeMs(open.serverTime());
            final List<VenueFill> fills = fills(fillsSinceMs);
            final RestReplies.OpenPositions positions =
                checked(questions.ask((api, key, digest, nonces) -> api.openPositions(key, digest, nonces)));
            final Evidence evidence = new Evidence(
                begunMs, serverMs, serverMs - (askedMs + tripMs / 2), tripMs, statuses, list(open.openOrders()).stream().map(KrakenRest::stateOf).toList(), fills,
                list(positions.openPositions()).stream().map(KrakenRest::positionOf).toList());
            sessionThread.execute(() -> session.onEvidence(evidence));
        } catch (final IOException | NumberFormatException | DateTimeParseException e) {
            sessionThread.execute(() -> session.onNoEvidence(String.valueOf(e.getMessage())));
        }
    }

    private Map<String, String> statuses(final List<String> clientTexts) throws IOException {
        final Map<String, String> statuses = new LinkedHashMap<>();
        for (int i = 0; i < clientTexts.size(); i += NAMES_IN_A_QUESTION) {
            final List<String> some = clientTexts.subList(i, Math.min(clientTexts.size(), i + NAMES_IN_A_QUESTION));
            final RestReplies.Statuses reply =
                checked(questions.ask((api, key, digest, nonces) -> api.orderStatuses(key, digest, nonces, some)));
            for (final RestReplies.OrderStatus each : list(reply.orders())) {
                if (each.order() != null && each.order().cliOrdId() != null) {
                    statuses.put(each.order().cliOrdId(), text(each.status()));
                }
            }
        }
        return statuses;
    }

    /** The oldest first, page by page back to a time. */
    private List<VenueFill> fills(final long sinceMs) throws IOException {
        final List<VenueFill> fills = new ArrayList<>();
        String before = null;
        long oldestMs = Long.MAX_VALUE;
        while (true) {
            final String lastFillTime = before;
            final List<RestReplies.Fill> page =
                list(checked(questions.ask((api, key, digest, nonces) -> api.fills(key, digest, nonces, lastFillTime))).fills());
            page.forEach(fill -> fills.add(fillOf(fill)));
            final long lastMs = page.isEmpty() ? 0 : timeMs(page.getLast().fillTime());
            if (page.size() < FILLS_IN_A_PAGE || lastMs < sinceMs || lastMs == oldestMs) {
                return fills.reversed();
            }
            oldestMs = lastMs;
            // A page may end between fills of one moment: those that come again count once.
            before = Instant.ofEpochMilli(lastMs + 1).toString();
        }
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        try {
            questions.enqueue(() -> gatherFundingNow(sinceMs));
        } catch (final RejectedExecutionException e) {
            sessionThread.execute(() -> session.onNoFundings("too much is waiting to be asked"));
        }
    }

    private void gatherFundingNow(final long sinceMs) {
        try {
            final List<VenueFunding> payments = fundings(sinceMs);
            sessionThread.execute(() -> session.onFundings(payments));
        } catch (final IOException | NumberFormatException | DateTimeParseException e) {
            sessionThread.execute(() -> session.onNoFundings(String.valueOf(e.getMessage())));
        }
    }

    private List<VenueFunding> fundings(final long sinceMs) throws IOException {
        final List<VenueFunding> fundings = new ArrayList<>();
        Long from = null;
        int count = LINES_OF_A_LOOK;
        while (true) {
            final List<RestReplies.LogEntry> page = questions.askLog(sinceMs, from, count).logs();
            if (page == null) {
                throw new IOException("no entries in the answer");
            }
            page.stream().filter(KrakenRest::isFunding).forEach(entry -> fundings.add(fundingOf(entry)));
            if (page.size() < count || from != null && page.getLast().id() < from) {
                return fundings;
            }
            from = page.getLast().id() + 1;
            count = LINES_IN_A_PAGE;
        }
    }

    private static boolean isFunding(final RestReplies.LogEntry entry) {
        return entry.contract() != null && entry.realizedFunding() != null && entry.realizedFunding().signum() != 0;
    }

    private static VenueFunding fundingOf(final RestReplies.LogEntry entry) {
        return new VenueFunding(
            entry.contract().toUpperCase(Locale.ROOT), rounded(entry.realizedFunding()), rounded(entry.fundingRate()), timeMs(entry.date()));
    }

    /**
     * Compares what the venue says of our instruments, and how it margins them, with what we go by.
     *
     * @param differences told of each on the session's thread, or of none when they are the same; not called when there was no answer
     */
    void compareInstruments(final Consumer<List<String>> differences) {
        questions.enqueue(() -> {
            try {
                final RestReplies.Instruments reply = checked(questions.ask((api, key, digest, nonces) -> api.instruments()));
                final List<String> found = instruments.stream().filter(ours -> !ours.isSpotPair())
                    .flatMap(ours -> differences(ours, list(reply.instruments())).stream()).toList();
                final RestReplies.LeveragePreferences preferences =
                    checked(questions.ask((api, key, digest, nonces) -> api.leveragePreferences(key, digest, nonces)));
                final List<String> all = new ArrayList<>(found);
                list(preferences.leveragePreferences()).stream().filter(each -> each.maxLeverage() != null && isOurs(each.symbol()))
                    .forEach(each -> all.add(each.symbol() + " is on isolated margin, leverage " + each.maxLeverage().toPlainString()
                        + "; the session counts on cross margin: take the preference back at the venue"));
                sessionThread.execute(() -> differences.accept(all));
            } catch (final IOException | NumberFormatException e) {
                tellOnce("the venue's instruments could not be read and are asked for again: " + e.getMessage());
            }
        });
    }

    /** What is asked for again and again need not be complained of again and again. On the thread of questions. */
    private void tellOnce(final String problem) {
        if (told.add(problem)) {
            alerts.accept(problem);
        }
    }

    private boolean isOurs(final String symbol) {
        return instruments.stream().anyMatch(ours -> ours.symbol().equalsIgnoreCase(symbol));
    }

    /** Asks what the venue has to say to everybody; told to the session like what the feed says. */
    void readNotices() {
        questions.enqueue(() -> {
            try {
                final RestReplies.Notifications reply =
                    checked(questions.ask((api, key, digest, nonces) -> api.notifications(key, digest, nonces)));
                for (final RestReplies.Notification each : list(reply.notifications())) {
                    final long effectiveMs = each.effectiveTime() == null ? 0 : timeMs(each.effectiveTime());
                    sessionThread.execute(() -> session.onNotification(text(each.type()), text(each.priority()), text(each.note()), effectiveMs));
                }
            } catch (final IOException | DateTimeParseException e) {
                tellOnce("the venue's notices could not be read: " + e.getMessage());
            }
        });
    }

    /**
     * Asks what the key may do. One that can move money away is not for a machine that trades: whoever takes it takes everything.
     *
     * @param objections told of what speaks against the key on the session's thread, of none when nothing does; not called when there was
     *                   no answer
     */
    void checkKey(final Consumer<List<String>> objections) {
        questions.enqueue(() -> {
            try {
                final List<String> found = objections(questions.askRights().permissions());
                sessionThread.execute(() -> objections.accept(found));
            } catch (final IOException e) {
                tellOnce("the rights of the key could not be read and are asked for again: " + e.getMessage());
            }
        });
    }

    private static List<String> objections(final RestReplies.Permissions permissions) throws IOException {
        if (permissions == null || permissions.general() == null || permissions.transfer() == null) {
            throw new IOException("no permissions in the answer");
        }
        final List<String> found = new ArrayList<>();
        if (!"NO_ACCESS".equals(permissions.transfer())) {
            found.add("the key may move money away (transfer: " + permissions.transfer() + "): make one that can't, and delete this one");
        }
        if (!"FULL_ACCESS".equals(permissions.general())) {
            found.add("the key may not trade (general: " + permissions.general() + "): make one with full access to the general API");
        }
        return found;
    }

    private static List<String> differences(final InstrumentDefinition ours, final List<RestReplies.Instrument> table) {
        final RestReplies.Instrument theirs =
            table.stream().filter(each -> ours.symbol().equalsIgnoreCase(each.symbol())).findFirst().orElse(null);
        if (theirs == null) {
            return List.of("the venue does not know " + ours.symbol());
        }
        final List<String> found = new ArrayList<>();
        if (!"flexible_futures".equals(theirs.type())) {
            found.add(ours.symbol() + " is of type " + theirs.type() + "; only linear perpetuals (PF_...) can be traded");
        }
        compare(found, ours.symbol() + ": tick", ours.tickE8(), e8(theirs.tickSize()));
        compare(found, ours.symbol() + ": lot", ours.lotE8(), lotE8(theirs));
        compare(found, ours.symbol() + ": largest position", ours.maxPositionE8(), e8(theirs.maxPositionSize()));
        return found;
    }

    private static long lotE8(final RestReplies.Instrument theirs) {
        long lotE8 = FixedPoint.ONE;
        for (int place = 0; theirs.contractValueTradePrecision() != null && place < theirs.contractValueTradePrecision(); place++) {
            lotE8 /= 10;
        }
        return lotE8;
    }

    private static void compare(final List<String> found, final String what, final long oursE8, final long theirsE8) {
        if (oursE8 != theirsE8) {
            found.add(what + " is " + FixedPoint.format(theirsE8) + " at the venue and " + FixedPoint.format(oursE8) + " in the configuration");
        }
    }

    private static <T extends RestReplies.Reply> T checked(final T reply) throws IOException {
        if (!reply.isSuccess()) {
            throw new IOException("the venue refused: " + reply.error());
        }
        return reply;
    }

    // ------------------------------------------------------------------ shapes

    private static VenueOrderState stateOf(final RestReplies.OpenOrder order) {
        return new VenueOrderState(
            text(order.orderId()), text(order.cliOrdId()), text(order.symbol()).toUpperCase(Locale.ROOT), side(order.side()),
            text(order.orderType()), order.unfilledSize() == null ? -1 : e8(order.unfilledSize()), e8(order.filledSize()), e8(order.limitPrice()),
            e8(order.stopPrice()), Boolean.TRUE.equals(order.reduceOnly()));
    }

    private static VenueFill fillOf(final RestReplies.Fill fill) {
        return new VenueFill(
            text(fill.fillId()), text(fill.orderId()), text(fill.cliOrdId()), text(fill.symbol()).toUpperCase(Locale.ROOT), side(fill.side()),
            e8(fill.size()), e8(fill.price()), timeMs(fill.fillTime()), text(fill.fillType()),
            fill.feePaid() == null || !"USD".equals(fill.feeCurrency()) ? VenueFill.NO_FEE : rounded(fill.feePaid()),
            -1);
    }

    private static VenuePosition positionOf(final RestReplies.OpenPosition position) {
        final long sizeE8 = e8(position.size());
        return new VenuePosition(
            text(position.symbol()).toUpperCase(Locale.ROOT), "short".equals(position.side()) ? -sizeE8 : sizeE8,
            rounded(position.price()));
    }

    private static Side side(final String word) {
        return switch (text(word)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new NumberFormatException("a side that is neither buy nor sell: " + word);
        };
    }

    private static long timeMs(final String text) {
        return Instant.parse(text(text)).toEpochMilli();
    }

    private static long e8(final BigDecimal value) {
        return value == null ? 0 : FixedPoint.parse(value.toPlainString());
    }

    /** What the venue computed with more places than we count. */
    private static long rounded(final BigDecimal value) {
        return value == null ? 0 : FixedPoint.parseHalfEven(value.toPlainString());
    }

    private static BigDecimal decimal(final long valueE8) {
        return new BigDecimal(FixedPoint.format(valueE8));
    }

    private static String text(final String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> list(final List<T> list) {
        return list == null ? List.of() : list;
    }

    private String symbol(final int instrumentId) {
        return instruments.get(instrumentId).symbol();
    }

    @Override
    public void close() {
        orders.close();
        cancels.close();
        questions.close();
    }
}
