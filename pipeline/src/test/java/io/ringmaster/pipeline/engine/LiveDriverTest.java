package io.ringmaster.pipeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconciliationDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the driver makes of the clock and of a venue that says yes to everything. */
@Timeout(180)
class LiveDriverTest implements LiveVenue {

    private static final long SECOND = 1_000_000_000L;

    private final List<Agreement> agreements = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private long clockNs = 1_000 * SECOND;
    private int rounds;

    @Test
    void shouldTakeNoNewRiskWhileTheClockIsBehindWhereItWas() {
        try (Engine engine = engine()) {
            final LiveDriver driver = new LiveDriver(engine, this, () -> clockNs, SECOND, Interjections.NONE);
            new SessionMessages(engine).start(clockNs, config(), "build", "sha");

            driver.run(() -> goOn(engine));
            engine.awaitAll();
        }
        assertEquals(List.of(Agreement.UNKNOWN, Agreement.AGREED, Agreement.CLOCKS_DIFFER, Agreement.AGREED), agreements);
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i) >= times.get(i - 1), "event time goes back: " + times);
        }
    }

    /** Each round is as long as the driver takes to look at everything once more. */
    private boolean goOn(final Engine engine) {
        rounds++;
        clockNs += 30_000_000;
        if (rounds == 100) {
            clockNs -= 2 * SECOND;
        }
        return rounds < 400;
    }

    private Engine engine() {
        return new Engine(
            config(), new TopologySettings(TopologySettings.Mode.COMPACT, 1, 64, TopologySettings.Waiting.SLEEPING, 16, SECOND, true),
            new Connections(this::note, (buffer, offset, length) -> { }));
    }

    private void note(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        times.add(InputMessage.timeNs(buffer, offset));
        if (InputMessage.templateId(buffer, offset) == ReconciliationDecoder.TEMPLATE_ID) {
            agreements.add(new ReconciliationDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()).agreement());
        }
    }

    private static EngineConfig config() {
        return new EngineConfig(
            defaults(SessionSettings.class), List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)),
            List.of(new StrategySpec("a", "ott", new StrategySpec.Bars("", SECOND, 0), Map.of(), true, 1_000, StrategySpec.Vote.EVEN)),
            defaults(PolicySettings.class), defaults(ExecutionSettings.class), defaults(RiskLimits.class));
    }

    private static <T extends Record> T defaults(final Class<T> type) {
        return Configuration.bind(type, "defaults", "", Map.of());
    }

    // ------------------------------------------------------------------ a venue that agrees

    @Override
    public Agreement agreement() {
        return Agreement.AGREED;
    }

    @Override
    public List<String> objections() {
        return List.of();
    }

    @Override
    public void start(final InputSink events) {
        // It has nothing to say.
    }

    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        throw new AssertionError("nobody sends an order");
    }

    @Override
    public void onPipelineAlive() {
        // Nobody dies.
    }

    @Override
    public String describe() {
        return "a venue that agrees";
    }

    @Override
    public boolean standDown(final long withinMs) {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
