package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictEncoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateEncoder;
import io.ringmaster.schema.WatchdogVerdictEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session's journals, in words. */
class JournalDumpTest {

    @TempDir
    private static Path directory;
    private static String session;

    @BeforeAll
    static void play() {
        session = directory.resolve("session").toString();
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "30", "--json", "--journal", session,
            "--set", "policy.type=single", "--set", "policy.strategy=cross",
            "--set", "strategies=[{id: other, type: ott, timeframe: 1s}, {id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}}]");
        assertEquals(0, demo.exitCode(), demo.err());
        assertFalse(demo.json().get("fills").equals("0"), demo.out());
    }

    private static List<String> dump(final String... options) {
        final String[] all = new String[options.length + 3];
        all[0] = "journal";
        all[1] = "dump";
        all[2] = session;
        System.arraycopy(options, 0, all, 3, options.length);
        final Cli.Result result = Cli.run(all);
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().toList();
    }

    @Test
    void shouldWriteTimesInUtcDecimalNumbersAndNamesOfReasons() {
        final String start = dump("--type", "SessionStart").getFirst();
        assertTrue(start.startsWith("input 1 2024-08-08T23:54:15.088169167Z [SessionStart] seed=71 initialCash=10000 warmupEndTime=2024-08-08T23:55:15.088169167Z"),
            start);
        assertTrue(start.contains("tick=0.1") && start.contains("symbol=BTCUSDT"), start);
        final List<String> thoughts = dump("--type", "thought");
        assertTrue(thoughts.stream().anyMatch(line -> line.contains("code=OPENING") && line.contains("why=\"opens: holds 0, wants ")), thoughts::toString);
        final List<String> orders = dump("--type", "OrderIntent");
        assertTrue(orders.stream().allMatch(line -> line.contains("instrument=BTCUSDT") && !line.contains("E8=") && !line.contains("Ns=")
            && !line.contains("NULL") && !line.contains("-9223372036854775808")), orders::toString);
        final List<String> decisions = dump("--type", "Decision");
        assertTrue(decisions.stream().allMatch(line -> line.contains(" equity=") && line.contains(" markPrice=") && line.contains(" reason=SINGLE")),
            decisions::toString);
    }

    @Test
    void shouldShowOnlyWhatIsAskedFor() {
        final List<String> between = dump("--from", "2024-08-08T23:55:20Z", "--to", "2024-08-08T23:55:21Z");
        assertFalse(between.isEmpty());
        assertTrue(between.stream().allMatch(line -> line.contains(" 2024-08-08T23:55:20")), between::toString);
        final List<String> ofOne = dump("--strategy", "cross");
        assertFalse(ofOne.isEmpty());
        assertTrue(ofOne.stream().allMatch(line -> line.contains("strategy=cross")), ofOne::toString);
        assertEquals(
            dump().stream().filter(line -> line.contains("strategy=cross")).count(), ofOne.size(), "every record about it, and no other");
        assertTrue(ofOne.stream().noneMatch(line -> line.contains("[Recommendations]") && line.split("strategy=").length != 2),
            () -> "a list is reduced to the strategy: " + ofOne);
    }

    @Test
    void shouldWriteOneJsonObjectALine() {
        final List<String> lines = dump("--type", "OrderIntent", "--json");

        final Map<String, String> first = new Cli.Result(0, lines.getFirst(), "").json();
        assertEquals("output", first.get("journal"));
        assertEquals("OrderIntent", first.get("type"));
        assertEquals("NEW", first.get("kind"));
        assertTrue(Double.parseDouble(first.get("qty")) > 0, first::toString);
        assertTrue(lines.getFirst().matches(".*\"qty\":[0-9].*"), "a number, not a text: " + lines.getFirst());
    }

    @Test
    void shouldNameWhatIsWrongWithAnOption() {
        for (final String[] wrong : new String[][] {{"--type", "Trades"}, {"--from", "today"}, {"--strategy", "nobody"}}) {
            final Cli.Result result = Cli.run("journal", "dump", session, wrong[0], wrong[1]);
            assertEquals(ExitCode.BAD_INPUT, result.exitCode());
            assertTrue(result.err().startsWith("ringmaster: " + wrong[0] + ' '), result.err());
            assertTrue(result.err().contains(wrong[1]), result.err());
        }
    }

    @Test
    void shouldStillWriteEveryRecordAsItIsEncoded() {
        final List<String> raw = dump("--raw");
        assertTrue(raw.getFirst().matches("1 [0-9a-f]{8} \\[SessionStart\\].*"), raw.getFirst());
        assertEquals(raw.size(), dump().size());
    }

    /**
     * Configuration 1 has the strategies a, b; 2, from input 3 on, has b, c. Index 0 is a before and b after, index 1 is b before and c after. What
     * input 3 causes is of configuration 2, though its record in the output journal says nothing of it.
     */
    @Test
    void shouldNameStrategiesByTheConfigurationThatHoldsAtEachRecord() throws IOException {
        final SessionDirectory reconfigured = new SessionDirectory(directory.resolve("reconfigured"));
        final String first = Files.readString(Path.of(session, "session.yaml")).replace("other", "a").replace("cross", "b");
        reconfigured.writeConfiguration(first);
        final String sha256 = new SessionConfigurations(reconfigured).add(
            Files.readString(Path.of(session, "session.yaml")).replace("other", "b").replace("cross", "c"));
        try (JournalWriter input = JournalWriter.open(reconfigured.input(), JournalSettings.defaults())) {
            final SessionMessages messages = new SessionMessages((buffer, offset, length) ->
                input.append(input.lastSequence() + 1, buffer, offset, length));
            messages.start(1_000_000_000L, Settings.readStored("first", first).engine(), "build", SessionDirectory.sha256(first));
            verdict(input, 2, 0);
            messages.reconfigured(3_000_000_000L, 0, sha256, "build", "test");
            verdict(input, 4, 0);
        }
        try (JournalWriter output = JournalWriter.open(reconfigured.output(), JournalSettings.defaults())) {
            state(output, 1, 2, 1);
            state(output, 2, 3, 0);
            state(output, 3, 4, 1);
            state(output, 4, 4, -1);
        }

        assertEquals(List.of("input 2 a", "input 4 b", "output 1 b", "output 2 b", "output 3 c", "output 4 none"), named(reconfigured.path()));
        assertEquals(List.of("output 1 b", "output 2 b", "output 3 c", "output 4 none"), named(reconfigured.output()), "one journal alone");
        assertEquals(List.of("input 4 b", "output 1 b", "output 2 b"), named(reconfigured.path(), "--strategy", "b"));
        assertEquals(List.of("input 2 a"), named(reconfigured.path(), "--strategy", "a"));
        assertEquals(List.of("output 3 c"), named(reconfigured.path(), "--strategy", "c"));
        final Cli.Result wrong = Cli.run("journal", "dump", reconfigured.path().toString(), "--strategy", "d");
        assertEquals(ExitCode.BAD_INPUT, wrong.exitCode());
        assertTrue(wrong.err().contains("its strategies are a, b, c"), wrong.err());

        Files.delete(reconfigured.path().resolve("configurations").resolve("0001-" + sha256 + ".yaml"));
        final Cli.Result missing = Cli.run("journal", "dump", reconfigured.path().toString());
        assertEquals(ExitCode.BAD_INPUT, missing.exitCode(), "no name is a guess");
        assertTrue(missing.err().contains(sha256), missing.err());
    }

    /** 0.5 coins, seven orders, no end of a warm-up; a price 12 s old of 10 s allowed; five orders of five; 600 USD open of 500. */
    @Test
    void shouldWriteLimitsInTheirUnitsAndLeaveOutWhatIsNone() throws IOException {
        final Path input = directory.resolve("limits/input");
        try (JournalWriter journal = JournalWriter.open(input, JournalSettings.defaults())) {
            final SessionMessages messages = new SessionMessages((buffer, offset, length) ->
                journal.append(journal.lastSequence() + 1, buffer, offset, length));
            messages.limitChange(1_000_000_000L, LimitKind.MAX_POSITION, 50_000_000, true, "test");
            messages.limitChange(1_000_000_000L, LimitKind.MAX_OPEN_ORDERS, 7, false, "test");
            messages.reconfigured(2_000_000_000L, 0, "abc", "build", "test");
            messages.resume(2_000_000_000L, 1_000_000_000L, "build");
        }
        final Path output = directory.resolve("limits/output");
        try (JournalWriter journal = JournalWriter.open(output, JournalSettings.defaults())) {
            refusal(journal, 1, RiskReason.STALE_DATA, 10_000_000_000L, 12_000_000_000L);
            refusal(journal, 2, RiskReason.OPEN_ORDERS, 5, 5);
            refusal(journal, 3, RiskReason.OPEN_ORDERS, 50_000_000_000L, 60_000_000_000L);
            refusal(journal, 4, RiskReason.DUPLICATE_INTENT, 500_000_000L, 10_000_000L);
            refusal(journal, 5, RiskReason.THROTTLE, 100, 0);
        }

        final List<String> inputs = Cli.run("journal", "dump", input.toString()).out().lines().toList();
        assertTrue(inputs.get(0).contains(" value=0.5 "), inputs::toString);
        assertTrue(inputs.get(1).contains(" value=7 "), inputs::toString);
        assertTrue(inputs.get(2).startsWith("input 3 1970-01-01T00:00:02Z [Reconfigured] scope=EVERYTHING configSha256=abc build=build origin=test"), inputs::toString);
        assertTrue(inputs.get(3).startsWith("input 4 1970-01-01T00:00:02Z [SessionResume] warmupEndTime=1970-01-01T00:00:03Z build=build"), inputs::toString);
        assertTrue(inputs.get(4).startsWith("input 5 1970-01-01T00:00:02Z [FeedState] condition=DOWN"), inputs::toString);
        final List<String> outputs = Cli.run("journal", "dump", output.toString()).out().lines().toList();
        assertTrue(outputs.get(0).contains("limit=\"10 s\" observed=\"12 s\""), outputs::toString);
        assertTrue(outputs.get(1).contains("limit=5 observed=5 "), outputs::toString);
        assertTrue(outputs.get(2).contains("limit=500 observed=600 "), outputs::toString);
        assertTrue(outputs.get(3).contains("limit=\"0.5 s\" observed=0.1 "), outputs::toString);
        assertTrue(outputs.get(4).contains("limit=100 observed=0 "), outputs::toString);
    }

    private static void refusal(final JournalWriter journal, final long sequence, final RiskReason reason, final long limit, final long observed) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final RiskVerdictEncoder verdict = new RiskVerdictEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        verdict.causeSequence(sequence).timeNs(1_000_000_000L).clientOrderId(sequence).limitE8(limit).observedE8(observed).instrumentId(0).reason(reason);
        journal.append(sequence, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + verdict.encodedLength());
    }

    private static List<String> named(final Path journals, final String... options) {
        final List<String> all = new ArrayList<>(List.of("journal", "dump", journals.toString(), "--type", "WatchdogVerdict,StrategyState", "--json"));
        all.addAll(List.of(options));
        final Cli.Result result = Cli.run(all.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().map(line -> new Cli.Result(0, line, "").json())
            .map(each -> each.get("journal") + ' ' + each.get("sequence") + ' ' + each.getOrDefault("strategy", "none")).toList();
    }

    private static void verdict(final JournalWriter journal, final long sequence, final int strategy) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final WatchdogVerdictEncoder verdict = new WatchdogVerdictEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        verdict.receiveTimeNs(sequence * 1_000_000_000L).strategyIndex(strategy);
        journal.append(sequence, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + verdict.encodedLength());
    }

    private static void state(final JournalWriter journal, final long sequence, final long cause, final int strategy) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final StrategyStateEncoder state = new StrategyStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        state.causeSequence(cause).timeNs(cause * 1_000_000_000L).strategyIndex(strategy).condition(StrategyCondition.ACTIVE);
        journal.append(sequence, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + state.encodedLength());
    }
}
