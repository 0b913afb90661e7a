package io.ringmaster.gateway.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ringmaster.gateway.Signer;
import io.ringmaster.gateway.parse.FuturesAccountFeed;
import io.ringmaster.gateway.session.ClientOrderIds;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.FuturesLanguage;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import io.ringmaster.units.InstrumentDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
 * <p>The dead man's switch is set by the account thread, and only while events keep passing the pipeline: neither a dead process nor a
 * pipeline that hangs keeps its orders alive. When it acts, positions stay; what protects them is the stop that rests at the venue only
 * as long as we do, so a person has to look.
 */
public final class KrakenGateway implements LiveVenue {

    private static final List<String> PRIVATE_FEEDS =
        List.of("open_orders_verbose", "fills", "open_positions", "balances", "notifications_auth");
    private static final int STEP_MS = 10;
    private static final long ANSWER_SECONDS = 5;
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final KrakenSettings settings;
    private final KrakenCredentials credentials;
    private final List<InstrumentDefinition> instruments;
    private final ClientOrderIds ids;
    private final KnownAccount known;
    private final SessionNews news;
    private final Consumer<String> alerts;
    private final EpochClock clock;
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop accountThread = (EventLoop) threads.next();
    private final UntilClosed untilClosed = new UntilClosed(accountThread, accountThread::isShuttingDown);
    private final KrakenMarket market;
    private KrakenRest rest;
    private OrderSession session;
    private volatile FeedConnection account;
    private volatile long aliveMs;
    private volatile boolean hasFailed;
    private volatile Agreement agreement = Agreement.UNKNOWN;
    private volatile boolean isClosed;
    private VenueChecks checks;
    private DeadMansSwitch deadMansSwitch;

    /**
     * @param known  what the journal knows of the account
     * @param alerts hears what a person should know
     */
    public KrakenGateway(
        final KrakenSettings settings, final KrakenCredentials credentials, final List<InstrumentDefinition> instruments,
        final KnownAccount known, final SessionNews news, final Consumer<String> alerts, final EpochClock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.instruments = List.copyOf(instruments);
        ids = ClientOrderIds.since(known.sinceNs());
        this.known = known;
        this.news = news;
        this.alerts = alerts;
        this.clock = clock;
        market = new KrakenMarket(settings, instruments, alerts, clock);
        aliveMs = clock.time();
    }

    @Override
    public void start(final InputSink events) {
        rest = new KrakenRest(
            settings.rest(), credentials, settings.requests(), instruments, clock::time, this::onAccountThread);
        checks = new VenueChecks(rest.questions(), instruments, this::onAccountThread, alerts);
        deadMansSwitch = new DeadMansSwitch(rest.switchLine(), settings, alerts);
        session = new OrderSession(instruments, ids, settings.session(), known, clock.time(), rest, events, news);
        rest.tell(session);
        wireAccount(instruments.stream().map(InstrumentDefinition::symbol).toList());
        // Every signer has its own copy by now.
        credentials.secret().close();
        market.start(events);
        accountThread.scheduleAtFixedRate(guarded(this::onAccountTime), 0, STEP_MS, TimeUnit.MILLISECONDS);
    }

    /** What comes after the end is nobody's. */
    private void onAccountThread(final Runnable work) {
        untilClosed.execute(guarded(work));
    }

    /** What fails on a thread of ours ends what we may do: nothing is called ready any more, and the venue's switch is no longer set. */
    private Runnable guarded(final Runnable work) {
        return new Guarded(work, alerts, () -> hasFailed = true);
    }

    private void wireAccount(final List<String> products) {
        final FuturesAccountFeed[] feed = {null};
        final NettyWire wire = new NettyWire(
            URI.create(settings.feeds()), accountThread, (bytes, offset, length) -> feed[0].onFrame(bytes, offset, length, 0));
        final Signer signer = new Signer(credentials.secret());
        account = new FeedConnection(
            settings.connection(), wire, FuturesLanguage.ofAccount(PRIVATE_FEEDS, credentials.key(), signer::challenge), 0, alerts,
            session::onDisconnect, 2);
        feed[0] = new FuturesAccountFeed(products, session, account);
        wire.tell(account);
    }

    private void onAccountTime() {
        if (isClosed) {
            return;
        }
        final long nowMs = clock.time();
        account.onTime(nowMs);
        session.onTime(nowMs);
        agreement = account.isOpen() && market.problems().isEmpty() && !hasFailed && checks.areMet() ? session.agreement() : Agreement.UNKNOWN;
        checks.onTime(nowMs, session);
        final boolean isAlive = nowMs - aliveMs <= settings.aliveWithinNs() / 1_000_000;
        deadMansSwitch.onTime(nowMs, isAlive && !hasFailed, this::onAccountThread);
    }

    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, buffer, offset, length);
        accountThread.execute(guarded(() -> session.onIntent(copy, 0)));
    }

    @Override
    public Agreement agreement() {
        return agreement;
    }

    @Override
    public List<String> objections() {
        return account == null ? List.of("not connected yet") : ask(this::objectionsNow);
    }

    private List<String> objectionsNow() {
        final List<String> found = new ArrayList<>();
        if (hasFailed) {
            found.add("a thread of the gateway failed: restart the session");
        }
        found.addAll(market.problems());
        if (!account.isOpen()) {
            found.add("the account feed is down");
        }
        if (!deadMansSwitch.isSet()) {
            found.add("the dead man's switch is not set");
        }
        found.addAll(checks.objections());
        found.addAll(session.objections());
        return found;
    }

    @Override
    public void onPipelineAlive() {
        aliveMs = clock.time();
    }

    @Override
    public String describe() {
        if (account == null) {
            return "not connected yet";
        }
        final List<String> problems = market.problems();
        return ask(() -> "account feed " + (account.isOpen() ? "up" : "down") + ", " + session.openOrders() + " orders open"
            + (problems.isEmpty() ? "" : "; " + String.join(", ", problems)));
    }

    @Override
    public boolean standDown(final long withinMs) {
        final long untilMs = clock.time() + withinMs;
        accountThread.execute(guarded(() -> {
            for (int id = 0; id < instruments.size(); id++) {
                session.cancelEverything(id);
            }
        }));
        while (!ask(session::isQuiet)) {
            if (clock.time() >= untilMs) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return disarm();
    }

    private boolean disarm() {
        try {
            return ask(deadMansSwitch::turnOff).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (final ExecutionException | TimeoutException e) {
            alerts.accept("it is not known whether the dead man's switch is off: " + e);
            return false;
        }
    }

    private <T> T ask(final Supplier<T> question) {
        try {
            return accountThread.submit(question::get).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway was asked", e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the gateway does not answer", e);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (account != null) {
            accountThread.execute(account::close);
        }
        market.close();
        if (rest != null) {
            // What was asked is still answered to somebody.
            rest.close();
        }
        threads.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
