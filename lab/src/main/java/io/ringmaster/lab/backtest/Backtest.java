package io.ringmaster.lab.backtest;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.lab.source.HashedSource;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs recorded history through the pipeline against the simulated venue, on one thread and without a clock. Writes {@code steps.csv}, {@code
 * fills.csv}, {@code trades.csv}, {@code metrics.json}, {@code summary.json} and {@code report.html} to a directory. Memory does not grow with
 * the history. An account below zero ends the backtest at that moment.
 */
public final class Backtest {

    private static final OutputSink NOWHERE = (buffer, offset, length) -> { };

    private final Plan plan;
    private final BacktestFiles files;
    private final OutputSink listener;

    /**
     * The parameters of a backtest.
     *
     * @param topology compact, without automatic choices
     * @param trials   receives the backtest as a trial
     */
    public record Plan(
        EngineConfig engine, VenueSettings venue, TopologySettings topology, Period period, Provenance provenance, TrialLog trials) {

        long firstEventNs() {
            return period.fromNs == Long.MIN_VALUE ? period.fromNs : period.fromNs - engine.session().warmupNs();
        }
    }

    /**
     * The time that is played.
     *
     * @param fromNs first event time at which decisions are allowed, or {@link Long#MIN_VALUE}; the configured warm-up is played before it
     *               if the data allow
     * @param toNs   last event time, or {@link Long#MAX_VALUE}
     */
    public record Period(long fromNs, long toNs) {
    }

    /**
     * What the figures come from; stored with the results.
     *
     * @param data   name of the history
     * @param build  version of the program
     * @param config the configuration's text
     */
    public record Provenance(String data, String build, String config, String configSha256) {
    }

    private Backtest(final Plan plan, final BacktestFiles files, final OutputSink listener) {
        this.plan = plan;
        this.files = files;
        this.listener = listener;
    }

    /**
     * @param source the history; not closed here
     * @param out    directory for the files; created if missing
     * @throws InvalidInputException if the data are malformed or have no events in the window, or the directory is not empty
     */
    public static BacktestResult run(final Plan plan, final MarketDataSource source, final Path out, final Pacer progress) {
        return run(plan, source, out, progress, NOWHERE);
    }

    /** @param listener receives every output of the engine */
    public static BacktestResult run(
        final Plan plan, final MarketDataSource source, final Path out, final Pacer progress, final OutputSink listener) {
        try (BacktestFiles files = BacktestFiles.in(out, plan.engine().instruments())) {
            return new Backtest(plan, files, listener).play(source, progress);
        }
    }

    private static OutputSink both(final OutputSink first, final OutputSink second) {
        return (buffer, offset, length) -> {
            first.append(buffer, offset, length);
            second.append(buffer, offset, length);
        };
    }

    private BacktestResult play(final MarketDataSource source, final Pacer progress) {
        final long wallStartNs = System.nanoTime();
        final int instruments = plan.engine().instruments().size();
        final OrderOrigins origins = new OrderOrigins(instruments, plan.engine().strategies().stream().map(StrategySpec::id).toList());
        final LatchWatch latches = new LatchWatch();
        final OutputDigest digest = new OutputDigest(both(origins, both(latches, listener)));
        final RoundTrips trips = new RoundTrips(instruments, files::onTrade);
        final BacktestRecorder recorder = new BacktestRecorder(instruments, trips, origins, files::onFill, files);
        final HashedSource hashed = new HashedSource(source);
        final Window market = new Window(hashed, plan.firstEventNs(), plan.period().toNs(), recorder::isRuined);
        try (Engine engine = new Engine(plan.engine(), plan.topology(), new Connections(recorder, digest))) {
            engine.status().showOnRequest();
            recorder.watch(engine.sequencer());
            final SimulatedVenue venue = new SimulatedVenue(
                plan.engine().instruments(), plan.venue(), plan.engine().session().initialCashE8(), plan.engine().session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, plan.engine().session().tickNs(), progress, Interjections.NONE);
            final long startNs = driver.firstTimeNs();
            if (startNs == Long.MAX_VALUE) {
                throw new InvalidInputException(plan.provenance().data() + " holds no data in the chosen time. Widen --from and --to.");
            }
            files.begin(plan.engine().session().initialCashE8(), BacktestRecorder.wholeMs(Math.max(market.startNs(), plan.period().fromNs())));
            final SessionMessages messages = new SessionMessages(engine);
            engine.startChallengers(ChallengerLog.NOWHERE);
            messages.start(startNs, plan.engine(), plan.provenance().build(), plan.provenance().configSha256());
            driver.run(Long.MAX_VALUE - 1);
            messages.end(engine.lastTimeNs());
            recorder.finishStep();
            trips.forEachOpen(files::onTrade);
            final long ruinedNs = recorder.isRuined() ? engine.lastTimeNs() : 0;
            final long warmupEndNs = Math.addExact(startNs, plan.engine().session().warmupNs());
            final List<Standing> standings = engine.challengers().stream().map(Challenger::standing).toList();
            return files.finish(
                plan, engine.status(), recorder.bars(), new BacktestFiles.Ending(engine.lastTimeNs(), warmupEndNs, ruinedNs, latches.now(), standings),
                new BacktestFiles.Hashes(hashed.sha256(), digest.finish()), System.nanoTime() - wallStartNs);
        }
    }
}
