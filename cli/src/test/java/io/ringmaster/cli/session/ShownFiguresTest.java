package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.InstrumentStatus;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Displayed figures are set only by events that may change them. */
class ShownFiguresTest {

    private static final long EVENTS = 60_000;

    @Test
    void shouldShowAfterEachEventWhatTheStateSays() {
        final Settings settings = Settings.readResource("/demo/demo.yaml", Map.of("session.warmup", "20s", "risk.maxDailyLoss", "1000000"));
        final TopologySettings topology = settings.topology().oneThread();
        final Engine[] shown = new Engine[1];
        try (Engine asked = new Engine(settings.engine(), topology, new Connections(InputLog.NONE, (buffer, offset, length) -> { }));
             Engine engine = new Engine(settings.engine(), topology, new Connections((sequence, buffer, offset, length) -> {
                 // The log sees an event before its stages do: the figures are those behind the event before it.
                 if (sequence > 1) {
                     assertSame(sequence - 1, asked, shown[0]);
                 }
                 asked.onInput(buffer, offset, length);
                 asked.discardOrders();
             }, (buffer, offset, length) -> { }))) {
            asked.status().showOnRequest();
            shown[0] = engine;
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(
                engine, new LoopedMarket(EVENTS), venue, settings.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            new SessionMessages(engine).start(driver.firstTimeNs(), settings.engine(), "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
            assertTrue(engine.status().get(Figure.FILLS) > 3, "fills=" + engine.status().get(Figure.FILLS));
            assertTrue(engine.status().get(Figure.TRADES) > 10_000, "trades=" + engine.status().get(Figure.TRADES));
        }
    }

    private static void assertSame(final long sequence, final Engine asked, final Engine shown) {
        for (final Figure figure : Figure.values()) {
            assertEquals(asked.status().get(figure), shown.status().get(figure), () -> figure + " after event " + sequence);
        }
        for (final InstrumentStatus.Figure figure : InstrumentStatus.Figure.values()) {
            assertEquals(asked.status().instruments().get(0, figure), shown.status().instruments().get(0, figure), () -> figure + " after event " + sequence);
        }
    }
}
