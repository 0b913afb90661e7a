package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Agreement;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a demo over the wire plays, by a clock that the test sets. */
class WirePlayTest implements UntradedVenue {

    private static final long PLAYED = 16;
    private static final long PATIENCE = 120_000_000_000L;
    private static final long TRIED = 15_000_000_000L;

    private long now = 1_000;
    private int slower;
    private boolean isVenueSound = true;
    private Agreement agreement = Agreement.UNKNOWN;
    private Activity activity;
    private Engine engine;
    private WirePlay play;

    @BeforeEach
    void start() {
        final Settings settings = Settings.readResource("/demo/demo.yaml", Map.of());
        activity = new Activity((buffer, offset, length) -> { });
        engine = new Engine(
            settings.engine(), settings.topology().withMode(TopologySettings.Mode.COMPACT).on(1), new Connections(InputLog.NONE, activity));
        play = new WirePlay(() -> now, () -> now, PLAYED, PATIENCE, () -> slower++, () -> isVenueSound);
        play.on(engine, this);
        new SessionMessages(engine).start(1, settings.engine(), "test", "0".repeat(64));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private void showTheMarket() {
        try (MarketDataSource recording = Recording.bundled().open()) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
            for (int i = 0; i < 200; i++) {
                engine.onInput(buffer, 0, recording.next(buffer));
            }
        }
        agreement = Agreement.AGREED;
    }

    @Test
    void shouldCountFromWhenTheGatewayIsReadyHoweverLongThatTook() {
        assertTrue(play.getAsBoolean());
        now += PATIENCE - 1;
        assertTrue(play.getAsBoolean(), "a slow machine is waited for");
        showTheMarket();
        assertTrue(play.getAsBoolean());
        now += PLAYED;
        assertTrue(play.getAsBoolean(), "nothing was filled yet");
        now += PATIENCE - 1;
        assertTrue(play.getAsBoolean());
        now += 1;
        assertFalse(play.getAsBoolean());
        assertEquals("0 decisions, 0 orders, 0 refused by the risk gate; last: no decision yet", play.whyNoFill(activity));
    }

    @Test
    void shouldGiveUpOnAGatewayThatIsNeverReadyAndSayWhy() {
        now += PATIENCE;
        assertFalse(play.getAsBoolean());
        assertEquals("the gateway was not ready in time: the book is missing (a venue that is not ready)", play.whyNoFill(activity));
    }

    @Test
    void shouldPlayEverMoreSlowlyUntilSomethingIsFilled() {
        showTheMarket();
        assertTrue(play.getAsBoolean());
        assertEquals(0, slower);
        now += PLAYED;
        assertTrue(play.getAsBoolean());
        assertEquals(1, slower, "nothing was filled at full speed");
        now += TRIED - 1;
        assertTrue(play.getAsBoolean());
        assertEquals(1, slower);
        now += 1;
        assertTrue(play.getAsBoolean());
        assertEquals(2, slower);
    }

    @Test
    void shouldLetTimeGoMoreSlowlyWithoutAJump() {
        final ScaledClock clock = new ScaledClock(5_000, 1_000_000);
        final long before = clock.nanoTime();
        clock.setSpeed(0);
        final long after = clock.nanoTime();
        assertTrue(after >= before, after + " after " + before);
        assertEquals(after, clock.nanoTime(), "it stands");
        clock.setSpeed(1);
        assertTrue(clock.nanoTime() >= after);
    }

    @Test
    void shouldEndWithTheVenue() {
        isVenueSound = false;
        assertFalse(play.getAsBoolean());
    }

    // ------------------------------------------------------------------ a venue that is ready when the test says so

    @Override
    public Agreement agreement() {
        return agreement;
    }

    @Override
    public List<String> objections() {
        return List.of("the book is missing");
    }

    @Override
    public String describe() {
        return "a venue that is not ready";
    }
}
