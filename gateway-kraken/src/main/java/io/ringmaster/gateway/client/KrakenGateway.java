package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Signer;
import io.ringmaster.gateway.parse.FuturesAccountFeed;
import io.ringmaster.gateway.session.ClosedSession;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.FuturesLanguage;
import io.ringmaster.gateway.session.JournaledAccount;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import io.ringmaster.units.InstrumentDefinition;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Kraken Derivatives, wired: the public market on one thread; our account, and with it the life of our orders, on another; REST on five.
 * Wires and does nothing else.
 *
 * <pre>
 *   public feed ──▶ market thread ──────────────────────────▶ events
 *   private feed ─▶ account thread: OrderSession ───────────▶ events
 *   intents ──────▶      │    ▲
 *                        ▼    │
 *              stops, orders, cancels, questions, the dead man's switch: REST, a thread each
 * </pre>
 *
 * <p>The dead man's switch is set by the account thread, and only while events keep passing the pipeline. When the switch acts, the venue
 * cancels every order, stops included, and positions stay: a person has to look at them.
 */
public final class KrakenGateway implements LiveVenue {

    private static final List<String> PRIVATE_FEEDS =
        List.of("open_orders_verbose", "fills", "open_positions", "balances", "notifications_auth");
    private static final int STEP_MS = 10;
    private static final int JITTER_SEED = 2;
    private static final String NOT_CONNECTED = "not connected yet";

    private final KrakenSettings settings;
    private final KrakenCredentials credentials;
    private final List<InstrumentDefinition> instruments;
    private final KnownAccount known;
    private final SessionNews news;
    private final Consumer<String> alerts;
    private final EpochClock clock;
    private final AccountThread accountThread;
    private final KrakenMarket market;
    private KrakenRest rest;
    private OrderSession session;
    private ClosedSession closed;
    private volatile KrakenAccount account;
    private volatile boolean isClosed;

    /**
     * @param known  what the journal knows of the account
     * @param alerts takes messages for people
     */
    public KrakenGateway(
        final KrakenSettings settings, final KrakenCredentials credentials, final List<InstrumentDefinition> instruments,
        final KnownAccount known, final SessionNews news, final Consumer<String> alerts, final EpochClock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.instruments = List.copyOf(instruments);
        this.known = known;
        this.news = news;
        this.alerts = alerts;
        this.clock = clock;
        accountThread = new AccountThread(alerts);
        market = new KrakenMarket(settings, instruments, alerts, clock);
    }

    @Override
    public void start(final InputSink events) {
        closed = new ClosedSession(events, clock);
        rest = new KrakenRest(settings.addresses().rest(), credentials, settings.requests(), instruments, clock::time, accountThread);
        session =
            new OrderSession(instruments, settings.session(), JournaledAccount.of(known), clock.time(), rest, events, news);
        rest.tell(session);
        accountThread.beforeWork(() -> session.onClock(clock.time()));
        account = new KrakenAccount(
            accountThread, privateFeed(), session, new VenueChecks(rest.questions(), instruments, accountThread, alerts),
            new DeadMansSwitch(rest.switchLine(), settings.deadMan(), alerts, clock.time()), market, clock);
        // Every signer has its own copy by now.
        credentials.secret().close();
        market.start(events);
        accountThread.every(STEP_MS, account::onTime);
    }

    private FeedConnection privateFeed() {
        final NettyWire wire = new NettyWire(URI.create(settings.addresses().feeds()), accountThread.loop());
        final Signer signer = new Signer(credentials.secret());
        final FeedConnection connection = new FeedConnection(
            settings.connection(), wire, FuturesLanguage.ofAccount(PRIVATE_FEEDS, credentials.key(), signer::challenge), 0, alerts, JITTER_SEED);
        final FuturesAccountFeed feed =
            new FuturesAccountFeed(instruments.stream().map(InstrumentDefinition::symbol).toList(), session, connection);
        connection.whenLost(session::onDisconnect);
        wire.tell(connection, (bytes, offset, length) -> {
            session.onClock(clock.time());
            feed.onFrame(bytes, offset, length, 0);
        });
        return connection;
    }

    /** Hands the intent to the account thread. After the end it is answered like every intent that could not be sent. */
    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, buffer, offset, length);
        if (isClosed || !accountThread.offer(() -> session.onIntent(copy, 0))) {
            closed.onIntent(copy, 0);
        }
    }

    @Override
    public Agreement agreement() {
        return account == null ? Agreement.UNKNOWN : account.agreement();
    }

    @Override
    public List<String> objections() {
        return account == null ? List.of(NOT_CONNECTED) : account.objections();
    }

    @Override
    public void onPipelineAlive() {
        if (account != null) {
            account.onPipelineAlive();
        }
    }

    @Override
    public String describe() {
        return account == null ? NOT_CONNECTED : account.describe();
    }

    @Override
    public boolean standDown(final long withinMs) {
        return account.standDown(withinMs);
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (account != null) {
            account.close();
        }
        market.close();
        if (rest != null) {
            // Requests under way are answered while the account thread still lives.
            rest.close();
        }
        accountThread.close();
    }
}
