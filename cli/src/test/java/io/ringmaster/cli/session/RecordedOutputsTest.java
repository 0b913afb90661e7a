package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.ModelOutputDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that were recorded where the model's numbers come out a little different, replayed here. */
class RecordedOutputsTest {

    private static final long SEED = OtherMachine.SEED;
    @TempDir
    private Path directory;

    private OtherMachine.Processor record(final SessionDirectory session, final String model, final int outputs, final float off) throws IOException {
        return new OtherMachine(directory, model, outputs).record(session, off);
    }

    private SessionDirectory named(final String name) {
        return new SessionDirectory(directory.resolve(name));
    }

    // ------------------------------------------------------------------ changing what is recorded

    private SessionDirectory changed(final SessionDirectory from, final ChangedSession.Change change) throws IOException {
        return ChangedSession.of(from, named("changed"), 1, change);
    }

    // ------------------------------------------------------------------ replaying

    private static Cli.Result replay(final SessionDirectory session, final int exitCode, final String... more) {
        final Cli.Result replay = Cli.run(Stream.concat(Stream.of("replay", session.path().toString()), Stream.of(more)).toArray(String[]::new));
        assertEquals(exitCode, replay.exitCode(), replay.out() + replay.err() + " seed=" + SEED);
        return replay;
    }

    private static void assertContains(final String expected, final Cli.Result result) {
        assertTrue((result.out() + result.err()).contains(expected), result.out() + result.err());
    }

    @Test
    void shouldTellLastBitsFromADifference() throws IOException {
        final SessionDirectory session = named("session");
        final OtherMachine.Processor other = record(session, "head: buy_sell_hold", 3, 1e-7f);
        assertTrue(other.changed() > other.numbers() / 2, other.changed() + " of " + other.numbers());
        assertContains("\nidentical except for " + other.changed() + " last-bit differences of the model's outputs (largest 1.", replay(session, 0));
        for (final String topology : List.of("compact", "spread")) {
            final Cli.Result json = replay(session, 0, "--json", "--topology", topology);
            assertEquals("true", json.json().get("identical"));
            assertEquals(Integer.toString(other.changed()), json.json().get("modelOutputs.lastBitDifferences"));
            assertEquals("0", json.json().get("modelOutputs.aboveTolerance"));
            assertEquals(1e-7, Double.parseDouble(json.json().get("modelOutputs.largest")), 5e-8);
        }
        final Cli.Result recorded = replay(session, 0, "--recorded-decisions");
        assertContains("computed here, " + other.changed() + " of " + other.numbers() + " numbers differ by at most 1e-6 and 0 by more (largest 1.", recorded);
        assertContains("\nidentical to the byte\n", recorded);
    }

    @Test
    void shouldFindARealDifference() throws IOException {
        final SessionDirectory session = named("session");
        final OtherMachine.Processor other = record(session, "head: buy_sell_hold", 3, 1e-3f);
        final Cli.Result replay = replay(session, 3);
        assertTrue(replay.out().matches("(?s).*\nDIFFERENT: output journal, record \\d+: byte " + ChangedSession.HEAD_BYTES + " of \\d+ differs[.] Recorded: \\[ModelOutput].*"),
            replay.out());
        final Cli.Result recorded = replay(session, 3, "--recorded-decisions", "--json");
        assertEquals(Integer.toString(other.numbers()), recorded.json().get("modelOutputs.aboveTolerance"));
        assertTrue(recorded.json().get("firstDifference").startsWith("number 1 of the model's output for input "), recorded.out());
        assertEquals(1e-3, Double.parseDouble(recorded.json().get("modelOutputs.largest")), 1e-6);
    }

    /** A continuous head passes the last bits on to the exposure, so only the recorded outputs lead to the recorded orders. */
    @Test
    void shouldGoOnWithWhatWasRecorded() throws IOException {
        final SessionDirectory session = named("session");
        final OtherMachine.Processor other = record(session, "head: continuous, deadZone: 0", 2, 1e-7f);
        assertContains("'replay --recorded-decisions' checks all that follows", replay(session, 3));
        for (final String topology : List.of("compact", "spread")) {
            final Cli.Result recorded = replay(session, 0, "--recorded-decisions", "--json", "--topology", topology);
            assertEquals(Integer.toString(other.changed()), recorded.json().get("modelOutputs.lastBitDifferences"));
            assertEquals("0", recorded.json().get("modelOutputs.notComputed"));
        }
        try (Stream<Path> models = Files.list(session.path().resolve("models"))) {
            Files.delete(models.findFirst().orElseThrow());
        }
        assertContains(" is missing. The model with SHA-256 ", replay(session, 3));
        assertEquals(Integer.toString(other.runs()), replay(session, 0, "--recorded-decisions", "--json").json().get("modelOutputs.notComputed"));
        assertContains(other.runs() + " outputs of models were not computed: ", replay(session, 0, "--recorded-decisions"));
    }

    @Test
    void shouldFindARecordedOutputThatWasChanged() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous, deadZone: 2", 2, 0);
        assertContains("\nidentical to the byte\n", replay(session, 0));
        // Within the dead zone, the stop leads to no other decision.
        final SessionDirectory changed = changed(session, ChangedSession.tenthOutput(1, 0.123f));
        assertContains("byte " + (ChangedSession.HEAD_BYTES + Float.BYTES) + " of ", replay(changed, 3));
        assertContains("DIFFERENT: number 2 of the model's output for input ", replay(changed, 3, "--recorded-decisions"));
    }

    @Test
    void shouldFindADecisionThatDoesNotFollowFromTheRecordedOutput() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous, deadZone: 0", 2, 0);
        assertContains("Recorded: [Decision]", replay(changed(session, ChangedSession.tenthOutput(0, 0.123f)), 3, "--recorded-decisions"));
    }

    @Test
    void shouldSayThatAnOlderJournalHasNoOutputs() throws IOException {
        final SessionDirectory session = named("session");
        record(session, "head: continuous", 2, 0);
        final SessionDirectory older = changed(session, (message, templateId) -> templateId != ModelOutputDecoder.TEMPLATE_ID);
        final Cli.Result replay = replay(older, 2, "--recorded-decisions");
        assertContains("does not tell what its model said for its decision on input ", replay);
        assertContains("a build recorded it that did not write that. Replay it without --recorded-decisions.", replay);
    }
}
