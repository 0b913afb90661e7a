package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {

    @TempDir
    private Path directory;

    /** Bars of a walk that turns back after each large step, so that the last move tells something about the next. */
    private Path bars() throws IOException {
        final SplittableRandom random = new SplittableRandom(41);
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        int price = 20_000;
        int last = 0;
        for (int i = 0; i < 1_500; i++) {
            final int step = random.nextInt(-40, 41) - last / 2;
            bars.append(1_577_836_800_000L + i * 60_000L).append(',').append(price).append(',').append(Math.max(price, price + step)).append(',')
                .append(Math.min(price, price + step)).append(',').append(price + step).append(',').append(1 + random.nextInt(9)).append('\n');
            price += step;
            last = step;
        }
        return Files.writeString(directory.resolve("bars.csv"), bars);
    }

    private Path config() throws IOException {
        return Files.writeString(directory.resolve("session.yaml"), """
            instruments: [{symbol: PF_XBTUSD}]
            session: {initialCash: 100000, warmup: 30m}
            strategies: [{id: trend, type: rule, timeframe: 1m, parameters: {long: close > sma(5), short: close < sma(5)}}]
            policy: {type: model, observation: [meta], observationTimeframe: 1m, missingValues: mask, model: {file: later.onnx, maxUnknown: 4096}}
            """);
    }

    @Test
    void shouldShowWhatTheFeaturesOfRecordedDataTell() throws IOException {
        final String data = bars().toString();
        final String config = config().toString();
        final String out = directory.resolve("first").toString();

        final Cli.Result text = Cli.run("features", "--data", data, "--config", config, "--horizon", "1m", "--out", out);
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().contains("returns over 1m") && text.out().contains("knowing nothing is 1.0986"), text.out());
        // A close above the mean follows a rise, which the next step takes back.
        final List<String> rows = Files.readAllLines(directory.resolve("first/features.csv"));
        final String[] rising = rows.stream().filter(row -> row.startsWith("meta.trend.long,")).findFirst().orElseThrow().split(",");
        assertTrue(Double.parseDouble(rising[4]) < -0.2, String.join(",", rising));
        assertEquals("0.004975124378109453", rising[7], "1 of 201");

        final Cli.Result again = Cli.run(
            "features", "--data", data, "--config", config, "--horizon", "1m", "--out", directory.resolve("second").toString(), "--json");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(1, again.out().lines().count());
        assertEquals(-1, Files.mismatch(directory.resolve("first/features.csv"), directory.resolve("second/features.csv")));
        assertEquals("60000000000", again.json().get("horizonNs"));
        assertEquals(String.valueOf(rows.size() - 1), String.valueOf(again.out().split("\"fittedImportance\"", -1).length - 1));
    }

    @Test
    void shouldShowWhatTheFeaturesOfASessionTell() {
        final String session = directory.resolve("session").toString();
        final Cli.Result demo = Cli.run("demo", "--policy", "onnx", "--no-wire", "--speed", "0", "--seconds", "150", "--json", "--journal", session);
        assertEquals(0, demo.exitCode(), demo.err());

        final Cli.Result result = Cli.run(
            "features", session, "--horizon", "5s", "--model", "bundled", "--json", "--out", directory.resolve("features").toString());

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Integer.parseInt(result.json().get("rows")) >= 100, result.out());
        assertTrue(result.out().contains("\"name\":\"micro30.") && result.out().contains("\"modelImportance\":"), result.out());
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        final String out = directory.resolve("none").toString();
        assertRefused("Give either the directory of a session, or recorded data with --data and --config.", "features", "--out", out);
        assertRefused("--data needs --config: the configuration says what is observed.", "features", "--data", bars().toString(), "--out", out);
        assertRefused("with a return over 30d. Give more data", "features", "--data", bars().toString(), "--config", config().toString(), "--horizon", "30d", "--out", out);
        assertRefused("policy.type: confluence observes nothing.", "features", "--data", bars().toString(), "--config", config().toString(), "--set",
            "policy.type=confluence", "--out", out);
    }

    @Test
    void shouldRefuseMoreBinsThanCanBeCounted() {
        assertRefused("--bins 100000: give at most 1000.", "features", "--bins", "100000", "--out", directory.resolve("none").toString());
    }

    private static void assertRefused(final String message, final String... arguments) {
        final Cli.Result result = Cli.run(arguments);
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
    }
}
