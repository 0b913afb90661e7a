package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.BareParts.Part;
import io.ringmaster.cli.bench.LatencyFigures.AtLoad;
import io.ringmaster.cli.bench.LatencyFigures.Row;
import io.ringmaster.cli.bench.StageTimes.Stage;
import io.ringmaster.cli.session.CodeWarmup;
import io.ringmaster.cli.session.CompilersAtRest;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Plays a market to sessions with and without journals and to the bare parts of the way, in turns of a fraction of a second, so that a busy moment of the
 * machine hits all of them.
 */
final class LatencyBench implements AutoCloseable {

    private static final double TURN_SECONDS = 0.25;
    /** Of a turn of a session, for each bare part. */
    private static final double BARE_SHARE = 0.2;
    private static final String SESSION = "session";
    private static final int START_EVENTS = 1_000;
    private static final int STEADY_EVENTS = 3_000;
    private static final int WARM_UP_CALLS = 20_000;
    private static final long WARM_UP_RATE = 200_000;

    private final LatencyPlan plan;
    private final Consumer<String> says;
    private final Settings settings;
    private final TopologySettings topology;
    private final RecordedMarket market = RecordedMarket.bundled();
    private final LoadGenerator generator = new LoadGenerator(System::nanoTime, Waiting.on(System::nanoTime));
    private final List<MeasuredSession> sessions = new ArrayList<>();

    /** @param says gets a sentence before each part, so that a person knows what takes the time; nothing is said while something is measured */
    LatencyBench(final LatencyPlan plan, final Consumer<String> says) {
        this.plan = plan;
        this.says = says;
        settings = plan.subject().settings();
        topology = plan.subject().topology(settings);
    }

    LatencyFigures run() {
        says.accept("measures the start of a session");
        sessions.add(session(plan.subject().journals().getFirst()));
        final Histogram cold = play(sessions.getFirst(), START_EVENTS);
        final LatencyFigures.Warmed warmed = plan.warmCodeNs() == 0 ? null : warmedStart();
        while (sessions.size() < plan.subject().journals().size()) {
            sessions.add(session(plan.subject().journals().get(sessions.size())));
        }
        says.accept(String.format(Locale.ROOT, "warms up %d sessions with %,d events each", sessions.size(), plan.warmUp()));
        sessions.forEach(each -> each.warmUp(plan.warmUp()));
        final LatencyFigures.Start start = new LatencyFigures.Start(
            plan.startLoad(), startStage(), cold, warmed, play(sessions.getFirst(), STEADY_EVENTS));
        final List<AtLoad> loads = new ArrayList<>();
        try (BareParts bare = new BareParts(topology, plan.subject().model(), market, plan.subject().directory().resolve("bare"))) {
            bare.play(generator, Arrivals.atRate(WARM_UP_RATE), 0, Math.min(WARM_UP_CALLS, plan.warmUp()));
            plan.loads().forEach(load -> loads.add(measure(load, bare)));
        }
        return new LatencyFigures(topology, start, loads);
    }

    /** Plays the events that come next to a session, as slowly as a start is measured. */
    private Histogram play(final MeasuredSession session, final long events) {
        final Map<Stage, Histogram> times = StageTimes.histograms();
        session.recordTo(times);
        generator.play(session, plan.startLoad().arrivals(market), 0, Math.min(events, plan.mostEvents()));
        session.await();
        return times.get(startStage());
    }

    /** Without the wait for a core, if the stages take the time. */
    private Stage startStage() {
        return plan.subject().tracing() ? Stage.CLAIM_TO_END : Stage.TICK_TO_END;
    }

    /** The first events of a new session, which takes the place of the one before, after a warm-up as {@code run} does it. */
    private LatencyFigures.Warmed warmedStart() {
        says.accept(String.format(Locale.ROOT, "warms up the code as 'run' does, for at most %.0f s", plan.warmCodeNs() / 1e9));
        final long beganNs = System.nanoTime();
        final CodeWarmup.Played played = new CodeWarmup(
            settings, () -> plan.subject().config(settings), topology, StrategyCatalog::create, plan.subject().directory()).with(new StageTimes())
            .run(() -> System.nanoTime() - beganNs < plan.warmCodeNs(), CompilersAtRest.here());
        final long tookNs = System.nanoTime() - beganNs;
        sessions.removeFirst().close();
        Directories.delete(plan.subject().directory().resolve(SESSION));
        sessions.add(session(plan.subject().journals().getFirst()));
        return new LatencyFigures.Warmed(play(sessions.getFirst(), START_EVENTS), played, tookNs);
    }

    private MeasuredSession session(final boolean hasJournal) {
        return new MeasuredSession(
            settings, plan.subject().config(settings), topology, market, hasJournal ? plan.subject().directory().resolve(SESSION) : null);
    }

    private AtLoad measure(final LatencyPlan.Load load, final BareParts bare) {
        final List<Row> rows = new ArrayList<>();
        plan.subject().journals().forEach(each -> rows.add(new Row(each, StageTimes.histograms(), new LoadGenerator.Played(0, 0), 0, 0)));
        final Map<Part, Histogram> parts = BareParts.histograms();
        bare.recordTo(parts);
        final Arrivals arrivals = load.arrivals(market);
        final long all = Math.min(plan.mostEvents(), load.events(arrivals, 0, plan.seconds()));
        says.accept(String.format(Locale.ROOT, "plays %,d events to %s: %s", all, rows.size() == 1 ? "one session" : "each of two sessions", load.text()));
        for (long first = 0; first < all;) {
            final long turn = Math.min(all - first, load.events(arrivals, first, TURN_SECONDS));
            for (int i = 0; i < rows.size(); i++) {
                rows.set(i, turn(sessions.get(i), rows.get(i), arrivals, first, turn));
            }
            bare.play(generator, arrivals, first, Math.max(1, (long) (turn * BARE_SHARE)));
            first += turn;
        }
        return new AtLoad(load, rows, parts);
    }

    private Row turn(final MeasuredSession session, final Row row, final Arrivals arrivals, final long first, final long events) {
        final long orders = session.orders();
        final long fills = session.fills();
        session.recordTo(row.stages());
        final LoadGenerator.Played played = generator.play(session, arrivals, first, events);
        session.await();
        return row.plus(played, session.orders() - orders, session.fills() - fills);
    }

    @Override
    public void close() {
        sessions.forEach(MeasuredSession::close);
    }
}
