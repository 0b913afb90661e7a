package io.ringmaster.cli.bench;

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
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Many strategies in the whole pipeline, as a backtest runs it: one event a bar, the state of the market, strategies, decision, risk, orders on the
 * simulated venue, and a digest over every output. The market is that of {@link StrategiesAlone}, with prices on ticks.
 */
final class PipelineBench implements ScaleBench.Player {

    private static final InputLog NO_JOURNAL = (sequence, buffer, offset, length) -> { };
    private static final long HOUR_NS = 60 * ManyStrategies.MINUTE_NS;

    /**
     * Bytes of outputs for each bar played, with its decision.
     *
     * @param otherBytesABar those of neither recommendations nor virtual accounts
     */
    record Outputs(long bars, double recommendationBytesABar, double accountBytesABar, double otherBytesABar) { }

    private final int symbols;
    private final WalkingMarket market;
    private final Engine engine;
    private final LockstepDriver driver;
    private long recommendationBytes;
    private long accountBytes;
    private long otherBytes;
    private long hours;

    /** @param overrides of the settings in {@code bench/scale.yaml} */
    PipelineBench(final int symbols, final List<StrategySpec> specs, final Map<String, String> overrides) {
        this.symbols = symbols;
        final Settings settings = Settings.readResource("/bench/scale.yaml", overrides);
        final List<InstrumentDefinition> instruments = IntStream.range(0, symbols)
            .mapToObj(symbol -> InstrumentDefinition.perpetual(Integer.toString(symbol), FixedPoint.ONE / 100)).toList();
        final EngineConfig config = new EngineConfig(
            settings.session(), instruments, specs, settings.policy(), settings.execution(), settings.risk());
        market = new WalkingMarket(symbols);
        engine = new Engine(
            config, settings.topology().oneThread(),
            new Connections(NO_JOURNAL, new OutputDigest(this::count)));
        final SimulatedVenue venue = new SimulatedVenue(
            instruments, settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
        driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
        new SessionMessages(engine).start(driver.firstTimeNs(), config, "bench", "");
    }

    private void count(final DirectBuffer buffer, final int offset, final int length) {
        switch (InputMessage.templateId(buffer, offset)) {
            case RecommendationsDecoder.TEMPLATE_ID -> recommendationBytes += length;
            case VirtualTradesDecoder.TEMPLATE_ID -> accountBytes += length;
            default -> otherBytes += length;
        }
    }

    @Override
    public void play(final long more) {
        hours += more;
        driver.run(hours * HOUR_NS);
    }

    /** Forgets what was counted. */
    void clear() {
        recommendationBytes = 0;
        accountBytes = 0;
        otherBytes = 0;
    }

    /** What the pipeline said in some hours. */
    Outputs outputs(final long counted) {
        final long bars = counted * 60 * symbols;
        return new Outputs(bars, (double) recommendationBytes / bars, (double) accountBytes / bars, (double) otherBytes / bars);
    }

    @Override
    public void close() {
        engine.close();
        market.close();
    }
}
