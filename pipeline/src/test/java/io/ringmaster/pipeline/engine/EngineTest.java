package io.ringmaster.pipeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.ModelTimer;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class EngineTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<byte[]> said = new ArrayList<>();
    private final AtomicInteger emergencies = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldRefuseAnEventThatGoesBackInTimeAndGoOn(final TopologySettings.Mode mode) {
        try (Engine engine = engine(mode, InputLog.NONE)) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.tick(10 * SECOND);
            messages.tick(10 * SECOND);
            assertEquals(
                "event 3 goes back in time: 9999999999 ns after 10000000000 ns. Sort the data by receive time.",
                assertThrows(InvalidInputException.class, () -> messages.tick(10 * SECOND - 1)).getMessage());
            messages.tick(11 * SECOND);
            engine.awaitAll();
            assertEquals(3, engine.lastSequence());
        }
    }

    /** Not to be swallowed, not to hang: the publisher is told, once an alarm is raised, and nothing more is taken. */
    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldHaltWhenAStageFails(final TopologySettings.Mode mode) {
        final AtomicInteger recorded = new AtomicInteger();
        try (Engine engine = engine(mode, (sequence, buffer, offset, length) -> {
            if (sequence == 500) {
                throw new IllegalStateException("the disk is gone");
            }
            recorded.incrementAndGet();
        })) {
            final SessionMessages messages = new SessionMessages(engine);
            final HandlerFailedException failed = assertThrows(HandlerFailedException.class, () -> {
                for (int i = 1; i < 1_000_000; i++) {
                    messages.tick(i * SECOND);
                }
            });
            assertTrue(failed.getMessage().contains("a handler failed on event 500"), failed.getMessage());
            assertTrue(failed.getMessage().contains("the disk is gone"), failed.getMessage());
            assertThrows(HandlerFailedException.class, () -> messages.tick(Long.MAX_VALUE / 2));
            assertThrows(HandlerFailedException.class, engine::awaitAll);
        }
        assertEquals(499, recorded.get());
        assertEquals(1, emergencies.get());
    }

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldPutAStrategyAwayWhenTheVerdictComesRoundOnTheRing(final TopologySettings.Mode mode) {
        try (Engine engine = engine(mode, InputLog.NONE)) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.tick(SECOND);
            messages.watchdogVerdict(2 * SECOND, 1, WatchdogFinding.QUARANTINE, 5_000, 1_000);
            messages.tick(3 * SECOND);
            engine.awaitAll();
        }
        final List<StrategyStateDecoder> states = outputs(StrategyStateDecoder.TEMPLATE_ID).stream()
            .map(bytes -> new StrategyStateDecoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder())).toList();
        assertEquals(1, states.size());
        assertEquals(1, states.getFirst().strategyIndex());
        assertEquals(StrategyCondition.QUARANTINED_SLOW, states.getFirst().condition());
        assertEquals(2, states.getFirst().causeSequence());
    }

    @Test
    void shouldLatchWhenTheJournalFallsBehind() {
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, InputLog.NONE)) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.journalHealth(SECOND, 9 * SECOND, 1 << 20, false);
            assertTrue(engine.sequencer().isLatched());
            messages.journalHealth(2 * SECOND, 0, 1 << 30, true);
            assertTrue(engine.sequencer().isLatched(), "only a person lifts a latch");
        }
        final LatchChangeDecoder latch = new LatchChangeDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(outputs(LatchChangeDecoder.TEMPLATE_ID).getFirst()), 0, new MessageHeaderDecoder());
        assertEquals(LatchReason.JOURNAL, latch.reason());
    }

    @Test
    void shouldShowTheStateWhenItIsAskedFor() {
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, InputLog.NONE)) {
            engine.status().showOnRequest();
            new SessionMessages(engine).journalHealth(SECOND, 9 * SECOND, 1 << 20, false);
            final EngineStatus status = engine.status();
            assertEquals(1, status.get(EngineStatus.Figure.LATCHED));
            assertEquals(1, status.get(EngineStatus.Figure.EVENTS));
            new SessionMessages(engine).tick(2 * SECOND);
            assertEquals(2, status.get(EngineStatus.Figure.EVENTS), "what is counted follows each event");
        }
    }

    @Test
    void shouldJudgeEachBarByTheBudgetUntilTheVerdictHasComeRound() {
        final StrategyWatchdog watchdog = new StrategyWatchdog(config().strategies());
        watchdog.judge(0, 1_000, false);
        assertNull(watchdog.poll(), "the budget itself is within the budget");
        watchdog.judge(0, 1_001, false);
        assertEquals(new StrategyWatchdog.Verdict(0, WatchdogFinding.SLOW, 1_001, 1_000), watchdog.poll());
        watchdog.judge(0, 5_000, false);
        assertEquals(new StrategyWatchdog.Verdict(0, WatchdogFinding.SLOW, 5_000, 1_000), watchdog.poll(), "the first one was lost");
        watchdog.judge(0, 6_000, true);
        assertNull(watchdog.poll(), "it is held already");
        watchdog.judge(0, 900, true);
        assertEquals(new StrategyWatchdog.Verdict(0, WatchdogFinding.ON_TIME, 900, 1_000), watchdog.poll());
    }

    /** The budget of its own goes before the session's; without either there is no limit. */
    @Test
    void shouldGiveTheSessionsBudgetToThoseWithoutOne() {
        final StrategySpec own = config().strategies().getFirst();
        final StrategySpec none = StrategySpec.of("b", "ott", SECOND, Map.of());
        final StrategyWatchdog watchdog = new StrategyWatchdog(List.of(own, none), Long.MAX_VALUE - 1, 0);
        watchdog.begin(0);
        watchdog.end(0, true);
        watchdog.begin(1);
        watchdog.end(1, true);
        final StrategyWatchdog.Verdict verdict = watchdog.poll();
        assertEquals(Long.MAX_VALUE - 1, verdict.strategyIndex() == 1 ? verdict.budgetNs() : watchdog.poll().budgetNs());
        final StrategyWatchdog unwatched = new StrategyWatchdog(List.of(none));
        unwatched.begin(0);
        unwatched.end(0, true);
        assertNull(unwatched.poll());
    }

    /** The model is judged as a strategy is, with a budget of its own. */
    @Test
    void shouldJudgeTheModelByItsBudget() {
        final StrategyWatchdog watchdog = new StrategyWatchdog(config().strategies(), 0, 1_000);
        watchdog.judgeModel(1_000, false);
        assertNull(watchdog.poll());
        watchdog.judgeModel(1_001, false);
        final StrategyWatchdog.Verdict slow = watchdog.poll();
        assertEquals(new StrategyWatchdog.Verdict(-1, WatchdogFinding.SLOW, 1_001, 1_000), slow);
        assertTrue(slow.isOfModel());
        watchdog.judgeModel(5_000, true);
        assertNull(watchdog.poll(), "it is late already");
        watchdog.judgeModel(900, true);
        assertEquals(new StrategyWatchdog.Verdict(-1, WatchdogFinding.ON_TIME, 900, 1_000), watchdog.poll());
    }

    @Test
    void shouldFindAModelThatDoesNotReturn() {
        final StrategyWatchdog watchdog = new StrategyWatchdog(config().strategies());
        assertNull(watchdog.hanging(System.nanoTime() + 2 * SECOND, SECOND));
        watchdog.beginModel();
        final StrategyWatchdog.Hang hang = watchdog.hanging(System.nanoTime() + 2 * SECOND, SECOND);
        assertEquals("the model has not returned from a decision for 1000 ms (session.strategyHang)", hang.describe());
        assertTrue(watchdog.isStill(hang));
        watchdog.endModel(false);
        assertFalse(watchdog.isStill(hang));
        assertNull(watchdog.hanging(System.nanoTime() + 2 * SECOND, SECOND));
    }

    /** A verdict that a strategy hangs latches, as does the same record in a replay. */
    @Test
    void shouldLatchWhenAStrategyHangs() {
        try (Engine engine = engine(TopologySettings.Mode.COMPACT, InputLog.NONE)) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.start(SECOND, config(), "build", "sha");
            messages.watchdogVerdict(2 * SECOND, 0, WatchdogFinding.SLOW, 2_000, 1_000);
            engine.awaitAll();
            assertFalse(engine.sequencer().isLatched());
            messages.watchdogVerdict(3 * SECOND, 0, WatchdogFinding.HANGS, 11 * SECOND, 10 * SECOND);
            engine.awaitAll();
            assertTrue(engine.sequencer().isLatched());
        }
        final LatchChangeDecoder latch = new LatchChangeDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(outputs(LatchChangeDecoder.TEMPLATE_ID).getFirst()), 0, new MessageHeaderDecoder());
        assertEquals(LatchReason.STRATEGY_HANGS, latch.reason());
    }

    private List<byte[]> outputs(final int templateId) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return said.stream().filter(bytes -> header.wrap(new UnsafeBuffer(bytes), 0).templateId() == templateId).toList();
    }

    private Engine engine(final TopologySettings.Mode mode, final InputLog log) {
        final TopologySettings topology = new TopologySettings(
            mode, 2, 64, TopologySettings.Waiting.SLEEPING, 16, SECOND, true);
        return new Engine(config(), topology, new Connections(log, this::keep, StrategyTimer.NONE, ModelTimer.NONE, emergencies::incrementAndGet));
    }

    private synchronized void keep(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        said.add(copy);
    }

    private static EngineConfig config() {
        return new EngineConfig(
            defaults(SessionSettings.class),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)),
            List.of(
                new StrategySpec("a", "ott", new StrategySpec.Bars("", 60 * SECOND, 0), Map.of(), true, 1_000, StrategySpec.Vote.EVEN),
                new StrategySpec("b", "supertrend", new StrategySpec.Bars("", 60 * SECOND, 0), Map.of(), true, 1_000, StrategySpec.Vote.EVEN)),
            defaults(PolicySettings.class), defaults(ExecutionSettings.class), defaults(RiskLimits.class));
    }

    private static <T extends Record> T defaults(final Class<T> type) {
        return Configuration.bind(type, "defaults", "", Map.of());
    }
}
