package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Measures many strategies in the whole pipeline, as a backtest runs it: one event a bar, the state of the market, strategies, decision, risk, orders on
 * the simulated venue, and a digest over every output. The market is that of {@link ScaleBench}, with prices on ticks.
 */
final class PipelineBench {

    private static final InputLog NO_JOURNAL = (sequence, buffer, offset, length) -> { };
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long HOUR_NS = 60 * ManyStrategies.MINUTE_NS;

    /**
     * The cost of one number of instances.
     *
     * @param nsPerInstanceBar  median round: wall time divided by the instances that decided on a closed bar
     * @param bytesAllocated    by all measured rounds
     * @param bars              bars played in all measured rounds
     * @param outputBytesPerBar bytes of outputs for each bar played and decision made, without recommendations
     */
    record Run(double nsPerInstanceBar, double lowestNs, double highestNs, long bytesAllocated, long bars, double outputBytesPerBar) { }

    private final Settings settings;
    private final int symbols;
    private long outputBytes;
    private long hours;

    /** @param overrides of the settings in {@code bench/scale.yaml} */
    PipelineBench(final int symbols, final Map<String, String> overrides) {
        this.symbols = symbols;
        settings = Settings.readResource("/bench/scale.yaml", overrides);
    }

    Run run(final List<StrategySpec> specs) {
        final List<InstrumentDefinition> instruments = IntStream.range(0, symbols)
            .mapToObj(symbol -> InstrumentDefinition.perpetual(Integer.toString(symbol), FixedPoint.ONE / 100)).toList();
        final EngineConfig config = new EngineConfig(
            settings.session(), instruments, specs, settings.policy(), settings.execution(), settings.risk());
        final TopologySettings oneThread = settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().on(1);
        try (WalkingMarket market = new WalkingMarket(symbols);
             Engine engine = new Engine(config, oneThread, new Connections(NO_JOURNAL, new OutputDigest(this::count)))) {
            final SimulatedVenue venue = new SimulatedVenue(
                instruments, settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "bench", "");
            return measure(driver, instanceBarsAnHour(specs));
        }
    }

    private void count(final DirectBuffer buffer, final int offset, final int length) {
        outputBytes += InputMessage.templateId(buffer, offset) == RecommendationsDecoder.TEMPLATE_ID ? 0 : length;
    }

    private long instanceBarsAnHour(final List<StrategySpec> specs) {
        return specs.stream().mapToLong(spec -> HOUR_NS / spec.timeframeNs()).sum();
    }

    private Run measure(final LockstepDriver driver, final long instanceBarsAnHour) {
        play(driver, hoursFor(ScaleBench.WARM_UP_INSTANCE_BARS, instanceBarsAnHour));
        final long hoursARound = hoursFor(ScaleBench.ROUND_INSTANCE_BARS, instanceBarsAnHour);
        final double[] rounds = new double[ScaleBench.ROUNDS];
        outputBytes = 0;
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds.length; round++) {
            final long startNs = System.nanoTime();
            play(driver, hoursARound);
            rounds[round] = (double) (System.nanoTime() - startNs) / (hoursARound * instanceBarsAnHour);
        }
        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        final long bars = rounds.length * hoursARound * 60 * symbols;
        Arrays.sort(rounds);
        return new Run(rounds[rounds.length / 2], rounds[0], rounds[rounds.length - 1], allocated, bars, (double) outputBytes / bars);
    }

    private static long hoursFor(final long instanceBars, final long instanceBarsAnHour) {
        return Math.ceilDiv(instanceBars, instanceBarsAnHour);
    }

    private void play(final LockstepDriver driver, final long more) {
        hours += more;
        driver.run(hours * HOUR_NS);
    }
}
