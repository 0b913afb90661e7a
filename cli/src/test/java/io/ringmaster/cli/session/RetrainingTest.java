package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Retrains the model of a running {@code run --paper} on the simulated venue. */
@Execution(ExecutionMode.CONCURRENT)
class RetrainingTest {

    @TempDir
    private Path directory;
    private RetrainedSession session;

    @BeforeEach
    void begin() throws IOException {
        session = new RetrainedSession(directory);
        session.start();
    }

    @AfterEach
    void end() {
        session.close();
    }

    private Cli.Result retrain(final String out, final String... more) {
        final List<String> arguments = new ArrayList<>(session.retraining(out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static String verdict(final Cli.Result retrained) {
        return retrained.out().isBlank() ? retrained.err() : retrained.json().get("verdict") + ": " + retrained.json().get("reason");
    }

    @Test
    void shouldPromoteABetterModelOnceAndKeepItAgainstAnotherOne() throws IOException, InterruptedException {
        session.awaitDecisions(3);
        session.writeHistory();

        final Cli.Result first = retrain("first");
        assertEquals("promoted: the new model passes every check", verdict(first), first.err());
        final Map<String, String> evidence = first.json();
        assertTrue(Double.parseDouble(evidence.get("newReturn")) > 0.1, first.out());
        assertTrue(Double.parseDouble(evidence.get("fixedShareReturn")) < 0.01, first.out());
        assertEquals("1", evidence.get("trials"));
        session.awaitDecisions(3);

        final Cli.Result second = retrain("first", "--set", "training.decisions=1024");
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(verdict(second).startsWith("kept: ") && verdict(second).contains("retraining.margin asks for 1.000 points more"), second.out());
        assertEquals(evidence.get("newModelSha256"), second.json().get("runningModelSha256"), "the new model decides");
        assertTrue(Long.parseLong(second.json().get("heldOutFromNs")) >= Long.parseLong(evidence.get("heldOutFromNs")), second.out());
        assertEquals("2", second.json().get("trials"));
        session.awaitDecisions(3);
        session.endInOrder();

        final List<String> outcomes = Cli.run("journal", "dump", session.journal().toString(), "--type", "Reconfigured,RetrainingOutcome").out().lines().toList();
        assertEquals(3, outcomes.size(), outcomes::toString);
        assertTrue(outcomes.get(0).contains("[Reconfigured] scope=MODEL"), outcomes::toString);
        assertTrue(outcomes.get(1).contains("verdict=PROMOTED") && outcomes.get(1).contains("newModelSha256=" + evidence.get("newModelSha256")),
            outcomes::toString);
        assertTrue(outcomes.get(2).contains("verdict=KEPT") && outcomes.get(2).contains("retraining.margin asks for"), outcomes::toString);
        final Map<String, String> replay = Cli.run("replay", session.journal().toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertEquals(0, Cli.run("journal", "verify", session.journal().toString()).exitCode());
    }

    @Test
    void shouldLetTheModelGoOnWhateverFails() throws IOException, InterruptedException {
        session.awaitDecisions(1);
        session.writeHistory();
        final String model = session.model();

        final Cli.Result tooShort = retrain("short", "--set", "training.episodeDecisions=100000");
        assertEquals(ExitCode.BAD_INPUT, tooShort.exitCode(), tooShort.out());
        assertTrue(verdict(tooShort).startsWith("failed: the data hold "), tooShort.out());
        final Cli.Result noTrades = retrain("trades", "--set", "retraining.learnFrom=trades");
        assertEquals(ExitCode.BAD_INPUT, noTrades.exitCode(), noTrades.out());
        assertTrue(verdict(noTrades).startsWith("failed: retraining.learnFrom: trades needs policy.model.head: size_or_skip"), noTrades.out());
        final Cli.Result seeds = retrain("seeds", "--set", "training.seeds=[1, 2]");
        assertEquals(ExitCode.BAD_INPUT, seeds.exitCode(), seeds.out());
        assertTrue(seeds.err().contains("training.seeds: a retraining makes one model."), seeds.err());
        assertEquals(model, session.model());
        session.endInOrder();
        final Cli.Result unreachable = retrain("gone");
        assertEquals(ExitCode.BAD_INPUT, unreachable.exitCode(), unreachable.out());
        assertTrue(verdict(unreachable).startsWith("failed: no session listens at "), unreachable.out());

        final List<String> outcomes = Cli.run("journal", "dump", session.journal().toString(), "--type", "Reconfigured,RetrainingOutcome").out().lines().toList();
        assertEquals(2, outcomes.size(), outcomes::toString);
        assertTrue(outcomes.stream().allMatch(each -> each.contains("verdict=FAILED")), outcomes::toString);
        assertEquals("true", Cli.run("replay", session.journal().toString(), "--json").json().get("identical"));
        assertTrue(Files.exists(directory.resolve("short")), "the evidence stays");
    }

    /** Each of these retrainings fails at once, because an episode is longer than the data. */
    @Test
    void shouldRetrainAtOnceWhenTheStrategiesChange() throws IOException, InterruptedException {
        session.awaitDecisions(1);
        session.writeHistory();
        final Path said = directory.resolve("said");
        final Process schedule = session.startRetraining(said, "scheduled", "--every", "1h", "--set", "training.episodeDecisions=100000");
        try {
            session.awaitOutcomes(1);
            session.reconfigure(config -> config.replace("parameters: {long: close < sma(5), short: close > sma(5)}}", """
                parameters: {long: close < sma(5), short: close > sma(5)}}, {id: other, type: rule, timeframe: 1s, parameters: {long: close > 1}}"""));
            session.awaitOutcomes(2);
            assertTrue(schedule.isAlive(), () -> "the schedule goes on: " + RetrainedSession.read(said));
        } finally {
            schedule.destroyForcibly().onExit().join();
        }
        session.endInOrder();
        final List<String> outcomes = Cli.run("journal", "dump", session.journal().toString(), "--type", "Reconfigured,RetrainingOutcome").out().lines().toList();
        assertEquals(3, outcomes.size(), outcomes::toString);
        assertTrue(outcomes.get(0).contains("verdict=FAILED") && outcomes.get(0).contains("fewer episodeDecisions."), outcomes::toString);
        assertTrue(outcomes.get(1).contains("[Reconfigured] scope=EVERYTHING"), outcomes::toString);
        assertTrue(outcomes.get(2).contains("verdict=FAILED"), outcomes::toString);
        assertEquals("true", Cli.run("replay", session.journal().toString(), "--json").json().get("identical"));
    }
}
