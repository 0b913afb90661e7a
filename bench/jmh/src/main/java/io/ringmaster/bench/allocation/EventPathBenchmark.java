package io.ringmaster.bench.allocation;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.MarketLoop;
import io.ringmaster.bench.input.Portfolio;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does one event of the market take and allocate on its way through all stages?
 *
 * <p>Input: a recorded and a random market, 25 strategies on bars of one minute, confluence or experts, all stages on one thread, without journals. No order
 * is allowed to work, so what is measured is the path of the ordinary event, up to the decision and its records.
 *
 * <p>Changes a decision at: any byte allocated for an event, or 600 ns for one of the random market. Beyond either, the stage that takes most is changed.
 */
public class EventPathBenchmark extends PerOperation {

    private static final int STRATEGIES = 25;

    /** Where the events come from. */
    @Param({"recorded", "random"})
    public String market;

    /** What decides. */
    @Param({"confluence", "experts"})
    public String policy;

    private long outputs;
    private MarketLoop events;
    private Engine engine;

    @Setup
    public void open() {
        events = MarketLoop.named(market, id -> true);
        final EngineConfig config = new EngineConfig(
            bound(SessionSettings.class, "{warmup: 60m}"), List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)), Portfolio.specs(STRATEGIES),
            bound(PolicySettings.class, "{type: " + policy + "}"), bound(ExecutionSettings.class, ""), bound(RiskLimits.class, "{maxOrderQty: 0}"));
        final TopologySettings topology = bound(TopologySettings.class, "").oneThread();
        engine = new Engine(config, topology, new Connections(InputLog.NONE, (buffer, offset, length) -> outputs++));
        events.advance();
        new SessionMessages(engine).start(events.timeNs, config, "bench", "");
        event();
    }

    private static <T extends Record> T bound(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "bench", yaml, Map.of());
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public long event() {
        engine.onInput(events.message, 0, events.message.capacity());
        events.advance();
        return outputs;
    }
}
