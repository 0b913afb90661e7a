package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    @TempDir
    private Path folder;

    private <T> T of(final long warmupSeconds, final Consumer<ScriptedSession> what, final Function<Moment, T> asked)
        throws IOException {
        final Path directory = folder.resolve("session");
        try (ScriptedSession session = new ScriptedSession(directory, "risk: {maxDrawdown: 0.2}\n", warmupSeconds)) {
            what.accept(session);
        }
        try (SessionModel model = SessionModel.open(directory)) {
            return asked.apply(model.settled().join());
        }
    }

    private static String stop(final Moment moment) {
        return Summary.stop(moment, Summary.stops(moment));
    }

    private static void sell(final ScriptedSession session) {
        session.at(1_000_000).mark("60000").decision(Signal.SHORT, DecisionReason.SOLO, "-0.3");
        session.order(1, Side.SELL, OrderType.LIMIT, OrderPurpose.INCREASE, "0.05", "60000", session.sequence());
        session.at(2_000_000).fill(1, Side.SELL, "0.05", "60000.5", "1", Liquidity.MAKER);
    }

    @Test
    void shouldNameEveryPositionWithItsEntry() throws IOException {
        assertEquals("Short 0.0500 PF_XBTUSD from 60,000.5", of(0, SummaryTest::sell, Summary::holds));
    }

    @Test
    void shouldNameTheReasonOfTheNewestDecision() throws IOException {
        assertEquals(
            "Decided at 10:00:01: wants −30.0 % of equity, because one strategy alone is sure enough.", of(0, SummaryTest::sell, Summary::why));
    }

    @Test
    void shouldSayThatItKeepsWhatItHas() throws IOException {
        assertEquals("Decided at 10:00:03: keeps what it has, because no strategy has a signal.", of(0, session -> {
            sell(session);
            session.at(3_000_000).decision(Signal.HOLD, DecisionReason.NO_SIGNAL, "0");
        }, Summary::why));
    }

    @Test
    void shouldSayWhenItIsWarm() throws IOException {
        assertEquals("Warming up until 10:01:00: no decision before.", of(60, session -> session.at(1_000_000), Summary::why));
    }

    @Test
    void shouldSayThatItHasNotDecided() throws IOException {
        assertEquals("No decision was made yet.", of(0, session -> session.at(1_000_000), Summary::why));
    }

    /** Sold 0.05 at 60,000.5 for a fee of 1; at 64,000, the loss is 199.975 and the fee: 200.975 of 10,000. */
    @Test
    void shouldNameTheLimitThatIsNearest() throws IOException {
        assertEquals("Stops at a drawdown of 20.00 %; 2.01 % now.", of(0, session -> {
            sell(session);
            session.at(3_000_000).mark("64000");
        }, SummaryTest::stop));
    }

    @Test
    void shouldSayEverythingThatStopsItAndNothingThatNoLongerDoes() throws IOException {
        assertEquals(
            "Latched since 10:00:03: the drawdown is beyond its limit. No new risk until you unlatch. Paused: exits and stops go on.", of(0, session -> {
                session.at(1_000_000).command(CommandKind.KILL, "ctl").command(CommandKind.RESET_LATCH, "ctl");
                session.at(2_000_000).command(CommandKind.PAUSE, "ctl");
                session.at(3_000_000).latch(true, LatchReason.DRAWDOWN);
            }, SummaryTest::stop));
    }

    /** A session that trades real money begins by observing: a pause that ends does not arm it. */
    @Test
    void shouldStillObserveAfterAPauseThatEnded() throws IOException {
        assertEquals("Observing: the session sends no order, not even to close a position.", of(0, session -> {
            session.at(1_000_000).command(CommandKind.OBSERVE, "session").command(CommandKind.PAUSE, "ctl").command(CommandKind.RESUME, "ctl");
        }, SummaryTest::stop));
    }

    @Test
    void shouldStayPausedWhenItIsArmed() throws IOException {
        assertEquals("Paused: exits and stops go on.", of(0, session -> {
            session.at(1_000_000).command(CommandKind.OBSERVE, "session").command(CommandKind.PAUSE, "ctl").command(CommandKind.ARM, "ctl");
        }, SummaryTest::stop));
    }

    @Test
    void shouldSayThatTheWarmUpHoldsItBack() throws IOException {
        assertEquals("Warming up until 10:01:00.", of(60, session -> session.at(1_000_000), SummaryTest::stop));
    }
}
