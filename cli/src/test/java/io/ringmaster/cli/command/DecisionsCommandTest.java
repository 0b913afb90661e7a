package io.ringmaster.cli.command;

import static io.ringmaster.cli.Nested.in;
import static io.ringmaster.cli.Nested.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.Target;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that is still written, on two instruments: first a and c decide on X and b on Y, from input 8 on only b, on X, with the index that a had.
 * The records are written by the encoders of the pipeline; what is expected is read off them by hand.
 */
class DecisionsCommandTest {

    private static final long NS = 1_000_000_000L;

    @TempDir
    private static Path directory;
    private static SessionDirectory session;
    private static JournalWriter input;
    private static JournalWriter output;
    private static OutputWriter outputs;

    private static String configuration(final String strategies) {
        return Configuration.bind(
            Settings.class, "test", "instruments: [{symbol: X, tick: 1}, {symbol: Y, tick: 1}]\nstrategies: [" + strategies + "]\n", Map.of())
            .canonicalText();
    }

    @BeforeAll
    static void record() {
        session = new SessionDirectory(directory.resolve("session"));
        final String first = configuration("{id: a, type: ott, symbol: X}, {id: b, type: ott, symbol: Y}, {id: c, type: ott, symbol: X}");
        session.writeConfiguration(first);
        final String second = new SessionConfigurations(session).add(configuration("{id: b, type: ott, symbol: X}"));
        input = JournalWriter.open(session.input(), JournalSettings.defaults());
        final SessionMessages messages = new SessionMessages((bytes, offset, length) ->
            input.append(input.lastSequence() + 1, bytes, offset, length));
        messages.start(NS, Settings.readStored("first", first).engine(), "build", SessionDirectory.sha256(first));
        for (long sequence = 2; sequence <= 5; sequence++) {
            messages.barPoint(sequence * NS, 0, FixedPoint.ONE);
        }
        messages.command(6 * NS, CommandKind.PAUSE, "test");
        messages.barPoint(7 * NS, 0, FixedPoint.ONE);
        messages.reconfigured(8 * NS, 0, second, "build", "test");
        messages.command(9 * NS, CommandKind.RESUME, "test");
        messages.barPoint(10 * NS, 0, FixedPoint.ONE);
        output = JournalWriter.open(session.output(), JournalSettings.defaults());
        outputs = new OutputWriter(
            (bytes, offset, length) -> output.append(output.lastSequence() + 1, bytes, offset, length), (bytes, offset, length) -> { });
        writeOutputs();
    }

    private static void writeOutputs() {
        outputs.begin(2, 2 * NS);
        for (int i = 0; i < 3; i++) {
            outputs.strategyState(i, StrategyCondition.ACTIVE);
            say(i, i == 1 ? Signal.SHORT : Signal.LONG);
        }
        outputs.begin(3, 3 * NS);
        decide(0, Signal.LONG);
        decide(1, Signal.SHORT);
        outputs.refusal(0, 1, RiskReason.MAX_POSITION, 2 * FixedPoint.ONE, 3 * FixedPoint.ONE);
        outputs.thought(0, ThoughtCode.RISK_REFUSED, RiskReason.MAX_POSITION.value(), 1);
        // What is said after a decision does not belong to it.
        outputs.begin(4, 4 * NS);
        say(0, Signal.SHORT);
        say(1, Signal.LONG);
        outputs.refusal(0, 2, RiskReason.MAX_POSITION, 2 * FixedPoint.ONE, 4 * FixedPoint.ONE);
        outputs.begin(5, 5 * NS);
        outputs.strategyState(2, StrategyCondition.QUARANTINED_THREW);
        outputs.latchChange(true, LatchReason.DAILY_LOSS);
        outputs.latchChange(false, LatchReason.RESET);
        outputs.begin(7, 7 * NS);
        outputs.thought(0, ThoughtCode.STOP_TRAILED, 1, 2);
        decide(0, Signal.SHORT);
        outputs.begin(8, 8 * NS);
        outputs.strategyState(0, StrategyCondition.ACTIVE);
        outputs.begin(10, 10 * NS);
        say(0, Signal.FLAT);
        decide(0, Signal.FLAT);
    }

    private static void say(final int strategy, final Signal signal) {
        outputs.recommendation(strategy, signal, 1, 1, Target.NO_PRICE, Target.NO_PRICE);
        outputs.endRecommendations();
    }

    private static void decide(final int instrument, final Signal signal) {
        final Target target = new Target();
        target.hold(instrument, DecisionReason.SOLO);
        target.signal = signal;
        target.exposureE8 = signal == Signal.LONG ? FixedPoint.ONE : signal == Signal.SHORT ? -FixedPoint.ONE : 0;
        outputs.decision(target, DecisionTrigger.EVENT, 100 * FixedPoint.ONE, 1_000 * FixedPoint.ONE);
    }

    @AfterAll
    static void close() {
        output.close();
        input.close();
    }

    private static Cli.Result run(final String... options) {
        final List<String> all = new ArrayList<>(List.of("decisions", "explain", session.path().toString()));
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }

    private static Map<String, Object> card(final String... options) {
        final List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        final Cli.Result result = run(all.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return JsonTree.of(result.out());
    }

    private static List<String> heard(final Map<String, Object> card) {
        return list(card, "heard").stream().map(each -> each.get("strategy") + " " + each.get("signal") + ' ' + each.get("sinceSequence")).toList();
    }

    @Test
    void shouldShowEachInstrumentAsItWasAtItsDecision() {
        final Map<String, Object> card = card("--sequence", "3");
        assertEquals(List.of(
            "sequence", "timeNs", "instrument", "trigger", "policy", "market", "votes", "target", "heard", "features", "limits", "orders",
            "position", "nextSequence", "reason", "others"), List.copyOf(card.keySet()));
        assertEquals("X", card.get("instrument"));
        assertEquals("event", card.get("trigger"));
        assertEquals(List.of("a LONG 2", "c LONG 2"), heard(card));
        assertEquals("7", card.get("nextSequence"));
        final Map<String, Object> other = list(card, "others").getFirst();
        assertEquals("Y", other.get("instrument"));
        assertEquals(List.of("b SHORT 2"), heard(other));
        assertEquals(null, other.get("nextSequence"));
        assertEquals(List.of("b SHORT 2"), heard(card("--symbol", "Y")), "the last word before the decision, under its configuration");
    }

    @Test
    void shouldSayThatTheGateRefusedAndHowOften() {
        final Map<String, Object> card = card("--sequence", "6", "--symbol", "X");
        assertEquals("No order: refused by the risk gate: max position, limit 2, observed 3.", card.get("reason"));
        assertEquals(List.of(
            "3 2 refused by the risk gate: max position, limit 2, observed 3", "3 1 refused by the risk gate: max position", "5 1 latched: daily loss",
            "7 1 trails its stop from 0.00000001 to 0.00000002"),
            list(card, "limits").stream().map(each -> each.get("sequence") + " " + each.get("times") + ' ' + each.get("text")).toList());
    }

    /** a has said SHORT since, and c is not heard any more. */
    @Test
    void shouldSayThatAPersonHadPausedTheSession() {
        final Map<String, Object> card = card("--at", "1970-01-01T00:00:09Z", "--symbol", "X");
        assertEquals("7", card.get("sequence"));
        assertEquals(List.of("a SHORT 4"), heard(card));
        assertEquals("No order: the session is paused.", card.get("reason"));
    }

    @Test
    void shouldReadStrategiesUnderTheConfigurationInForce() {
        final Map<String, Object> card = card();
        assertEquals("10", card.get("sequence"));
        assertEquals(List.of("b FLAT 10"), heard(card));
        assertEquals("1", in(card, "votes").get("of"));
        assertEquals("No order: the position is flat already.", card.get("reason"));
        final String text = run().out();
        assertEquals("  decision  10, 1970-01-01T00:00:10Z, X, because of an event", text.lines().findFirst().orElseThrow());
        assertEquals(2, text.lines().filter(line -> line.startsWith("  decision ")).count(), text);
    }

    @Test
    void shouldNameWhatIsWrong() {
        final String path = session.path().toString();
        for (final String[] wrong : new String[][] {
            {"--sequence 0 is not an input of " + path + ": give one from 1 to 10.", "--sequence", "0"},
            {"--sequence 11 is not an input of " + path + ": give one from 1 to 10.", "--sequence", "11"},
            {"--sequence 2: " + path + " has no decision up to there; the first one recorded was caused by input 3.", "--sequence", "2"},
            {"--at 1970-01-01T00:00:01Z: " + path + " has no decision up to there; the first one recorded was caused by input 3.",
                "--at", "1970-01-01T00:00:01Z"},
            {"--at is not a time: noon. Write it in UTC, such as 2026-11-29T20:00:00Z.", "--at", "noon"},
            {"--symbol Z is not an instrument of the session; its instruments are X, Y.", "--symbol", "Z"}}) {
            final Cli.Result result = run(wrong[1], wrong[2]);
            assertEquals(ExitCode.BAD_INPUT, result.exitCode());
            assertEquals("ringmaster: " + wrong[0], result.err().strip());
        }
        final Cli.Result both = run("--sequence", "3", "--at", "1970-01-01T00:00:03Z");
        assertEquals(ExitCode.BAD_INPUT, both.exitCode());
        assertFalse(both.err().isEmpty());
        final Cli.Result nothing = Cli.run("decisions", "explain", directory.toString());
        assertEquals(ExitCode.BAD_INPUT, nothing.exitCode());
        assertEquals(
            "ringmaster: " + directory + " holds no session: session.yaml is missing. Give the directory of a session.", nothing.err().strip());
    }
}
