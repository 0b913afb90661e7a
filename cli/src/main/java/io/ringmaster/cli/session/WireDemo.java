package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.MarketThatGoesOn;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.gateway.client.KrakenGateway;
import io.ringmaster.gateway.client.KrakenSettings;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo over Kraken's own protocol: a server on loopback plays the recorded market and matches orders, and the gateway for the real venue trades
 * on it, with orders through XChange and feeds through WebSockets. Clocks and sockets behave differently each time, so every session differs, but its
 * journal still replays to the byte.
 */
public final class WireDemo {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STAND_DOWN_MS = 10_000;
    /** The wall time that a slow machine may take to connect, and then for its first fill. */
    private static final long PATIENCE_NS = 120 * SECOND_NS;

    private final Settings settings;
    private final Recording recording;
    private final long playedNs;
    private final double speed;
    private final SessionView view;
    private final ScaledClock clock;
    private final LiveSession session;
    /** There from the begin of the session on. */
    private OutputDigest digest;

    /**
     * The result of a session over the wire.
     *
     * @param isFlat          whether the venue confirmed that no order was left
     * @param venuePositionE8 our position as the venue reports it
     * @param whyNoFill       empty when something was filled
     */
    public record Result(DemoResult result, boolean isFlat, long venuePositionE8, int venueOrders, String whyNoFill) {

        public JsonLine json(final JsonLine line) {
            return result.json(line).put("ordersLeftAtVenue", venueOrders).putE8("venuePosition", venuePositionE8).put("stoodDown", isFlat)
                .put("whyNoFill", whyNoFill.isEmpty() ? null : whyNoFill);
        }

        public void printTable(final PrintStream out) {
            result.printTable(out);
            out.printf("  %-9s %d orders left, position %s%s%n", "venue", venueOrders, FixedPoint.format(venuePositionE8),
                isSound() ? ", as here" : "");
            if (!whyNoFill.isEmpty()) {
                out.printf("  %-9s %s%n", "no fill", whyNoFill);
            }
        }

        /** Whether the journal replays to the byte and both sides agree. */
        public boolean isSound() {
            return result.isReplayIdentical() && isFlat && venueOrders == 0 && venuePositionE8 == result.session().account().positionE8();
        }
    }

    public WireDemo(
        final Settings settings, final Path data, final Path directory, final int seconds, final double speed, final SessionView view) {
        if (!(speed > 0)) {
            throw new InvalidInputException("--speed must be above 0 over the wire: " + speed);
        }
        recording = data == null ? Recording.bundled() : Recording.of(data);
        playedNs = settings.session().warmupNs() + (long) (seconds * speed * SECOND_NS);
        this.settings = settings;
        this.speed = speed;
        this.view = view;
        clock = new ScaledClock(recording.firstTimeNs(), speed);
        session = new LiveSession(this.settings, Market.WIRE, directory, new Surroundings(clock, view).with(this::digested), false);
    }

    public Result run() {
        final Venue venue = new Venue(
            settings.instruments(), settings.venue(), List.of(SimulatedKey.withCash(settings.session().initialCashE8())), false,
            settings.session().seed(), FaultSchedule.none(), clock::time);
        final LiveSession.Outcome outcome;
        final String whyNoFill;
        final long venuePositionE8;
        final int venueOrders;
        try (WireServer server = WireServer.byClock(venue, market(), clock::nanoTime)) {
            final int port = server.start(0);
            final KrakenSettings addresses =
                KrakenSettings.at("http://127.0.0.1:" + port + "/derivatives", "ws://127.0.0.1:" + port + "/ws/v1");
            view.over(addresses.addresses().rest(), addresses.addresses().feeds());
            final WirePlay play = new WirePlay(clock, System::nanoTime, playedNs, PATIENCE_NS, this::slower, () -> server.failure() == null);
            outcome = session.run((engine, known) -> play.on(engine, gateway(addresses, known)), (long) (STAND_DOWN_MS * speed), play);
            whyNoFill = play.whyNoFill(outcome.activity());
            venuePositionE8 = server.ask(() -> venue.positionE8(SimulatedKey.KEY, 0));
            venueOrders = server.ask(() -> venue.openOrders(SimulatedKey.KEY));
        }
        view.replaying();
        final ReplayReport replay = Replay.run(
            Settings.firstOf(session.directory()).recorded(
                session.directory(), session.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming()), Pacer.UNPACED);
        return new Result(
            new DemoResult(outcome.session(), digest.finish(), replay, session.directory().path()), outcome.hasNoOrders(), venuePositionE8, venueOrders,
            whyNoFill);
    }

    private OutputSink digested(final OutputSink journal) {
        digest = new OutputDigest(journal);
        return digest;
    }

    /** A slow machine catches up when time runs slower; the session's time limits stay the same in its own time. */
    private void slower() {
        clock.setSpeed(Math.max(Math.min(1, speed), clock.speed() / 2));
    }

    /** The recording, and then a random market, so that a machine that needs longer has something to trade on. */
    private MarketDataSource market() {
        return new MarketThatGoesOn(recording.open(), settings.instruments().getFirst(), settings.session().seed());
    }

    private KrakenGateway gateway(final KrakenSettings addresses, final KnownAccount known) {
        return new KrakenGateway(
            addresses.atSpeed(speed), SimulatedKey.credentials(clock::time), settings.instruments(), known, new SpokenNews(view), view::say, clock);
    }
}
