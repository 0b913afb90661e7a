package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    private static final int BARS = 2_500;

    @TempDir
    private Path directory;
    private Path data;
    private Path config;

    @BeforeEach
    void writeFiles() throws IOException {
        data = TrainingFiles.bars(directory, 41, BARS);
        config = TrainingFiles.config(directory, "file: later.onnx, maxUnknown: 4096");
    }

    private Cli.Result train(final String out, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
            "train", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve(out).toString(), "--set", "training.hidden=[8]",
            "--set", "training.environments=2", "--set", "training.episodeDecisions=200", "--set", "training.starts=8", "--set",
            "training.validations=2"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldTrainAModelThatABacktestAccepts() throws IOException {
        final String[] discrete = {"--set", "policy.model.head=adjust", "--set", "training.decisions=1024", "--set", "training.updateDecisions=512"};
        final Cli.Result first = train("first", discrete);
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().contains("This is no proof"), first.out());
        final Cli.Result second = train("second", discrete);
        final Path model = directory.resolve("first/model.onnx");
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(directory.resolve("second/model.onnx")), second.err());
        assertEquals(3, Files.readAllLines(directory.resolve("first/curve.csv")).size());

        final Cli.Result check = Cli.run("model", "check", model.toString());
        assertEquals(0, check.exitCode(), check.out() + check.err());
        assertTrue(check.out().contains("largest error 0.0e+00"), check.out());
        final Cli.Result backtest = Cli.run(
            "backtest", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve("results").toString(), "--json", "--set",
            "policy.model.head=adjust", "--set", "policy.model.file=" + model);
        assertEquals(0, backtest.exitCode(), backtest.err());
        assertEquals("0", backtest.json().get("orphanEntries"));
    }

    /** The network is almost as it began, so it often wants what cannot be done: to reverse without a position, or to increase a full one. */
    @Test
    void shouldReportWhatABacktestOfTheModelEarnsOnTheValidationData() {
        final Cli.Result trained = train(
            "short", "--json", "--set", "policy.model.head=adjust", "--set", "training.decisions=64", "--set", "training.updateDecisions=64", "--set",
            "training.validations=1", "--set", "training.seed=5");
        assertEquals(0, trained.exitCode(), trained.err());

        // The validation is a fifth: its first decision is behind a warm-up that begins with the bar that closes at 08:51.
        final Cli.Result backtest = Cli.run(
            "backtest", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve("results").toString(), "--json", "--from",
            "2020-01-02T09:21:00Z", "--set", "policy.model.head=adjust", "--set", "policy.model.file=" + directory.resolve("short/model.onnx"));
        assertEquals(0, backtest.exitCode(), backtest.err());
        assertEquals(
            Double.parseDouble(backtest.json().get("totalReturn")), Double.parseDouble(trained.json().get("validationReturn")), 1e-9, backtest.out());
        assertTrue(Integer.parseInt(trained.json().get("validationFills")) > 10, trained.out());
    }

    @Test
    void shouldTrainExposureAndStopWithSac() throws IOException {
        final Cli.Result trained = train("sac", "--json", "--set", "training.algorithm=sac", "--set", "training.decisions=1200");

        assertEquals(0, trained.exitCode(), trained.err());
        assertEquals("2", trained.json().get("validations"));
        final String evaluation = Files.readString(directory.resolve("sac/evaluation.json"));
        assertEquals(
            List.of("policy", "equal", "adahedge", "fixed_share", "confluence", "alone-trend", "buy-and-hold", "flat"),
            ((List<?>) JsonTree.of(evaluation).get("policies")).stream().map(Map.class::cast).map(each -> each.get("name")).toList());
        assertTrue(Files.readString(directory.resolve("sac/evaluation.html")).contains("<p>The policy was chosen by these days, so this proves nothing."));
        assertFalse(Files.exists(directory.resolve("sac/backtests/baselines")));
        final Cli.Result check = Cli.run("model", "check", directory.resolve("sac/model.onnx").toString());
        assertEquals(0, check.exitCode(), check.out() + check.err());
    }

    @Test
    void shouldSayWhatIsWrongBeforeItTrains() throws IOException {
        assertRefused(train("a", "--set", "policy.type=confluence"), "policy.type: confluence needs no training.");
        assertRefused(train("a", "--set", "training.epoch=3"), "'epoch': unknown");
        assertRefused(
            train("a", "--set", "policy.model.head=adjust", "--set", "training.episodeDecisions=3000"), "Give more data, or fewer episodeDecisions.");
        assertRefused(train("a", "--set", "policy.model.head=adjust", "--set", "training.environments=3"), "updateDecisions");
        assertFalse(Files.exists(directory.resolve("a")));
        Files.writeString(Files.createDirectories(directory.resolve("full")).resolve("x"), "x");
        assertRefused(train("a", "--set", "training.hidden=[0]"), "hidden: give up to 8 sizes from 1 to 4096: [0]");
        final Path file = Files.writeString(directory.resolve("file"), "x");
        assertRefused(train("file/x", "--set", "policy.model.head=adjust"), "cannot be written");
        assertEquals("x", Files.readString(file));
        assertRefused(train("full"), "full is not empty. Give a new directory with --out, or continue the training in it with --resume.");
    }

    private static void assertRefused(final Cli.Result result, final String sentence) {
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out() + result.err());
        assertTrue(result.err().contains(sentence), result.err());
    }
}
