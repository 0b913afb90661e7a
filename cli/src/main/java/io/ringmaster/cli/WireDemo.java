package io.ringmaster.cli;

import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.gateway.client.KrakenGateway;
import io.ringmaster.gateway.client.KrakenSettings;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo over Kraken's own protocol: a server on loopback plays the recorded market and matches orders, and the gateway that is meant for
 * the real venue trades on it, orders through XChange, feeds through WebSockets. What both sides' clocks and sockets do is different each
 * time, and so is the session; its journal replays to the byte all the same.
 */
final class WireDemo implements SessionNews {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SHOW_EVERY_NS = 250_000_000L;
    private static final long STAND_DOWN_MS = 60_000;

    private final Settings settings;
    private final SessionDirectory directory;
    private final Recording recording;
    private final TopologySettings topology;
    private final long playedNs;
    private final double speed;
    private final DemoView view;

    /**
     * What a session over the wire came to.
     *
     * @param isFlat whether the venue confirmed that no order was left
     * @param venuePositionE8 what the venue says we hold
     */
    record Result(DemoResult result, boolean isFlat, long venuePositionE8, int venueOrders) {

        /** Whether the journal replays to the byte and both sides agree. */
        boolean isSound() {
            return result.isReplayIdentical() && isFlat && venueOrders == 0 && venuePositionE8 == result.session().positionE8();
        }
    }

    WireDemo(
        final Settings settings, final Path data, final Path directory, final int seconds, final double speed, final DemoView view) {
        if (!(speed > 0)) {
            throw new InvalidInputException("--speed must be above 0 over the wire: " + speed);
        }
        recording = data == null ? Recording.bundled() : Recording.of(data);
        playedNs = (long) (seconds * speed * SECOND_NS);
        this.settings = settings.with(recording.settings(settings.session().warmupNs() + playedNs));
        this.directory = new SessionDirectory(directory);
        this.speed = speed;
        this.view = view;
        topology = settings.topology().on(Runtime.getRuntime().availableProcessors());
        if (this.directory.contents() != SessionDirectory.Contents.VACANT) {
            throw new InvalidInputException(directory + " is occupied. Give an empty directory with --journal.");
        }
        this.directory.writeConfiguration(this.settings.canonicalText());
    }

    Result run() {
        final Result played;
        try (SessionJournal journal = SessionJournal.open(directory, settings.journal());
             MarketDataSource market = Recording.of(settings.recording()).open()) {
            played = play(journal, market);
        }
        view.replaying();
        final ReplayReport replay = Replay.run(
            directory, settings.engine(), topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming(), Pacer.UNPACED);
        return new Result(
            new DemoResult(played.result().session(), replay, directory.path()), played.isFlat(), played.venuePositionE8(),
            played.venueOrders());
    }

    private Result play(final SessionJournal journal, final MarketDataSource market) {
        final ScaledClock clock = new ScaledClock(recording.firstTimeNs(), speed);
        final Venue venue = new Venue(
            settings.instruments(), settings.venue(), List.of(SimulatedKey.withCash(settings.session().initialCashE8())), false,
            settings.session().seed(), FaultSchedule.none(), clock::time);
        try (WireServer server = new WireServer(venue, market, speed)) {
            final int port = server.start(0);
            view.over("http://127.0.0.1:" + port + "/derivatives", "ws://127.0.0.1:" + port + "/ws/v1");
            final KrakenGateway gateway = new KrakenGateway(
                KrakenSettings.at("http://127.0.0.1:" + port + "/derivatives", "ws://127.0.0.1:" + port + "/ws/v1"),
                SimulatedKey.credentials(clock::time), settings.instruments(), "demo", new long[settings.instruments().size()], clock.time(),
                this, view::say, clock);
            try (gateway) {
                return trade(journal, gateway, clock, server, venue);
            }
        }
    }

    private Result trade(
        final SessionJournal journal, final KrakenGateway gateway, final ScaledClock clock, final WireServer server, final Venue venue) {
        final OutputDigest digest = new OutputDigest(journal.outputs());
        final StrategyWatchdog watchdog = new StrategyWatchdog(settings.engine().strategies());
        final long startMs = System.currentTimeMillis();
        try (Engine engine = new Engine(
            settings.engine(), topology, journal.inputLog(), digest, watchdog,
            () -> System.err.println("ringmaster: a stage failed, halting"))) {
            final SessionMessages messages = new SessionMessages(engine);
            final LiveDriver driver = new LiveDriver(
                engine, gateway, clock, settings.session().tickNs(),
                new LiveInterjections(messages, journal.groupCommit(), watchdog, timeNs -> { }, () -> true));
            messages.start(clock.nanoTime(), settings.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            final long untilNs = clock.nanoTime() + settings.session().warmupNs() + playedNs;
            final long[] showDueNs = {0};
            driver.run(() -> {
                if (System.nanoTime() >= showDueNs[0]) {
                    showDueNs[0] = System.nanoTime() + SHOW_EVERY_NS;
                    view.show(engine, journal.groupCommit());
                }
                return clock.nanoTime() < untilNs && server.failure() == null;
            });
            final boolean isFlat = driver.standDown(STAND_DOWN_MS);
            messages.end(engine.lastTimeNs());
            engine.awaitAll();
            view.finished();
            engine.latency().write(directory.latencyLog(), startMs, System.currentTimeMillis());
            return new Result(
                new DemoResult(DemoResult.Session.of(engine, digest), null, directory.path()), isFlat,
                server.ask(() -> venue.positionE8(SimulatedKey.KEY, 0)), server.ask(() -> venue.openOrders(SimulatedKey.KEY)));
        }
    }

    @Override
    public void onDifference(final String what) {
        view.say(what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        view.say("somebody else has an order: " + order);
    }

    @Override
    public void onNotice(final String text) {
        view.say(text);
    }
}
