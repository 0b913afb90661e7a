package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.session.ClientOrderIds;
import io.ringmaster.gateway.session.JournaledAccount;
import io.ringmaster.gateway.session.LiveOrder;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.session.SessionSettings;
import io.ringmaster.gateway.session.VenueCalls;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A venue that answers the questions of reconciliation in shapes nobody expects: it is asked again, each time. */
class OddRepliesTest implements VenueCalls, SessionNews {

    private static final long SEED = Long.getLong("seed", 20_261_129L);
    private static final int ROUNDS = 200 * Math.min(20, Integer.getInteger("times", 1));
    private static final int PATIENCE_S = 30;
    private static final String TIME = "\"2026-11-29T10:00:00.000Z\"";
    private static final String OPEN = "{\"result\":\"success\",\"openOrders\":[{\"order_id\":\"c8a35168-8d52-4609-944f-3f32bb0d5c77\",\"cliOrdId\":\"t-1\","
        + "\"symbol\":\"PF_XBTUSD\",\"side\":\"buy\",\"orderType\":\"lmt\",\"limitPrice\":60000.0,\"unfilledSize\":1.5,\"filledSize\":0.5,"
        + "\"reduceOnly\":false}],\"serverTime\":" + TIME + "}";
    private static final String FILLS = "{\"result\":\"success\",\"fills\":[{\"fill_id\":\"d8a35168-8d52-4609-944f-3f32bb0d5c77\",\"order_id\":\"o\","
        + "\"cliOrdId\":\"t-1\",\"symbol\":\"PF_XBTUSD\",\"side\":\"sell\",\"size\":0.5,\"price\":60000.0,\"fillTime\":" + TIME
        + ",\"fillType\":\"maker\",\"fee_paid\":1.2,\"fee_currency\":\"USD\"}],\"serverTime\":" + TIME + "}";
    private static final String POSITIONS = "{\"result\":\"success\",\"openPositions\":[{\"side\":\"long\",\"symbol\":\"PF_XBTUSD\",\"price\":60000.5,"
        + "\"size\":0.5}],\"serverTime\":" + TIME + "}";
    private static final String LOG = "{\"logs\":[{\"id\":7,\"date\":" + TIME + ",\"contract\":\"pf_xbtusd\",\"funding_rate\":0.5,"
        + "\"realized_funding\":-0.25}]}";
    private static final Pattern VALUE = Pattern.compile("(?<=[:\\[])(\"[^\"]*\"|-?[0-9.]+|true|false|\\{)");
    private static final List<String> ODD = List.of(
        "null", "[]", "{}", "[null]", "[[[[]]]]", "\"\"", "\"x\"", "-1", "0", "1e999999999", "-1e-999999999", "9223372036854775808", "1e18",
        "0.000000000000000000000000000000001", "true", "\"+999999999-12-31T23:59:59Z\"", "\"\\u0000\"", "{\"a\":null}", "NaN", "");

    private final BlockingQueue<Runnable> sessionWork = new LinkedBlockingQueue<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private HostileServer server;
    private KrakenRest rest;
    private OrderSession session;
    private long nowMs;
    private int asked;
    private int askedForFunding;
    private volatile String oddPath = "";
    private volatile String odd = "";

    @BeforeEach
    void start() throws IOException {
        server = new HostileServer(this::answer);
        rest = new KrakenRest(
            server.uri(), new KrakenCredentials("key", Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)),
                new Nonces(System::currentTimeMillis, 0)), new RestSettings(1_000_000_000L, 10_000_000_000L, 10_000_000_000L), List.of(SimulatedKraken.PF_XBTUSD),
            () -> nowMs, sessionWork::add, () -> nowMs);
        final KnownAccount known = new KnownAccount(
            List.of(new KnownAccount.Holding(0, 0)),
            List.of(new KnownAccount.OpenOrder(
                1, new OrderTerms(0, OrderType.LIMIT, Side.BUY, 200_000_000, 6_000_000_000_000L, 0, false), 0, 0, true, false)),
            Set.of(), 0, 0, 0);
        session = new OrderSession(
            List.of(SimulatedKraken.PF_XBTUSD), SessionSettings.defaults(), new JournaledAccount(new ClientOrderIds("t"), known), 0, this,
            (buffer, offset, length) -> { }, this);
        rest.tell(session);
    }

    @AfterEach
    void stop() throws IOException {
        rest.close();
        server.close();
    }

    private void answer(final String request, final OutputStream out) {
        final String path = request.substring(request.indexOf('/'), request.lastIndexOf(' ')).replaceAll("\\?.*", "").replaceAll(".*/", "");
        HostileServer.json(out, path.equals(oddPath) ? odd : ordinary(path));
    }

    private static String ordinary(final String path) {
        return switch (path) {
            case "openorders" -> OPEN;
            case "fills" -> FILLS;
            case "openpositions" -> POSITIONS;
            case "account-log" -> LOG;
            default -> "{\"result\":\"success\",\"orders\":[{\"order\":{\"orderId\":\"o\",\"cliOrdId\":\"t-1\"},\"status\":\"ENTERED_BOOK\"}],\"serverTime\":"
                + TIME + "}";
        };
    }

    /** Both questions, asked and answered once more. */
    private void round() throws InterruptedException {
        final int before = asked + askedForFunding;
        nowMs += 200_000;
        session.onTime(nowMs);
        assertEquals(before + 2, asked + askedForFunding, () -> "asked once more after " + oddPath + " " + odd + ", seed=" + SEED);
        for (int i = 0; i < 2; i++) {
            final Runnable work = sessionWork.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(work, () -> "no end of the question after " + oddPath + " " + odd + ", seed=" + SEED);
            work.run();
        }
    }

    @Test
    void shouldReconcileWithOrdinaryReplies() throws InterruptedException {
        round();
        round();
        assertEquals(50_000_000, -session.positionE8(0));
        assertEquals(Agreement.UNKNOWN, session.agreement(), "the position of the venue is another one");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"openOrders\":[null]}", "{\"result\":\"success\",\"openOrders\":[null],\"serverTime\":\"2026-11-29T10:00:00Z\"}",
        "{\"result\":\"success\",\"serverTime\":\"2026-11-29T10:00:00Z\"}", "{\"result\":\"success\",\"openOrders\":null}", "null", "[]", "", "{}"})
    void shouldAskAgainAfterAListThatIsNone(final String reply) throws InterruptedException {
        oddPath = "openorders";
        odd = reply;
        round();
        round();
        assertTrue(session.openOrders() > 0, "that the list is missing does not say that the order is gone");
        oddPath = "";
        round();
    }

    @Test
    void shouldAskAgainAfterWhateverReply() throws InterruptedException {
        final List<String> paths = List.of("openorders", "fills", "openpositions", "account-log", "status");
        for (int i = 0; i < ROUNDS; i++) {
            oddPath = paths.get(random.nextInt(paths.size()));
            odd = mutated(ordinary(oddPath));
            round();
        }
    }

    private String mutated(final String reply) {
        String text = reply;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            final List<MatchResult> values = VALUE.matcher(text).results().toList();
            if (values.isEmpty()) {
                return text;
            }
            final MatchResult value = values.get(random.nextInt(values.size()));
            final String other = ODD.get(random.nextInt(ODD.size()));
            text = switch (random.nextInt(6)) {
                case 0 -> text.substring(0, random.nextInt(text.length() + 1));
                case 1 -> text.substring(0, value.start()) + other + "," + text.substring(value.start());
                case 2 -> text.replaceFirst("\"" + "[a-zA-Z_]+" + "\":", "\"other\":");
                default -> text.substring(0, value.start()) + other + text.substring(value.end());
            };
        }
        return text;
    }

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs, final boolean isUrgent) {
        asked++;
        rest.gather(clientTexts, fillsSinceMs, isUrgent);
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        askedForFunding++;
        rest.gatherFunding(sinceMs);
    }

    @Override
    public void send(final LiveOrder order) {
        throw new AssertionError("nothing was to be sent");
    }

    @Override
    public void amend(final LiveOrder order) {
        throw new AssertionError("nothing was to be moved");
    }

    @Override
    public void cancel(final LiveOrder order) {
        // What fuzzed evidence says may well want that.
    }

    @Override
    public void cancelAll(final int instrumentId) {
        throw new AssertionError("nothing was to be canceled");
    }

    @Override
    public void onDifference(final String what) {
        // Fuzzed evidence differs.
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        // Fuzzed evidence knows others.
    }

    @Override
    public void onNotice(final String text) {
        // It says once that the account can't be read.
    }
}
