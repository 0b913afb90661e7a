package io.ringmaster.cli;

import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What the launcher runs once after a build, while the JVM records classes and profiles for fast starts (docs/decisions/0007): a demo with many
 * strategies, and a backtest with all rules. The results are of no use to anyone.
 */
final class FirstRuns {

    private static final List<String> CLASSES_AND_RULES = List.of(
        "supertrend", "ott", "volatility_system", "bband_rsi", "awesome_macd", "sma_rsi", "ema_macd", "donchian_breakout");
    private static final int DEMO_STRATEGIES = 2_000;
    private static final int LONGEST_SECONDS = 60;
    private static final int[] MINUTES = {1, 5, 15, 60};
    private static final int BARS = 12_000;
    private static final long START_MS = 1_600_000_020_000L / 60_000 * 60_000;

    private final Path directory;
    private final int bars;

    /** @param directory for the files; holds none of these yet */
    FirstRuns(final Path directory, final int bars) {
        this.directory = directory;
        this.bars = bars;
    }

    /** @param args the directory for the files */
    public static void main(final String[] args) throws IOException {
        final FirstRuns runs = new FirstRuns(Path.of(args[0]), BARS);
        final int demo = runs.demo();
        final int backtest = runs.backtest();
        System.exit(Math.max(demo, backtest));
    }

    private int demo() throws IOException {
        final StringBuilder strategies = new StringBuilder("strategies:\n");
        for (int i = 0; i < DEMO_STRATEGIES; i++) {
            strategies.append(strategy(i, CLASSES_AND_RULES.get(i % CLASSES_AND_RULES.size()), 1 + i % LONGEST_SECONDS + "s"));
        }
        write("registry.yaml", strategies.toString());
        try (InputStream in = FirstRuns.class.getResourceAsStream("/demo/demo.yaml")) {
            write("demo.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8) + "registry: registry.yaml\n");
        }
        return Main.run("demo", "--config", path("demo.yaml"), "--seconds", "1", "--speed", "60", "--json", "--journal", path("journal"));
    }

    /** Returns the exit code. */
    int backtest() throws IOException {
        final List<StrategyType> rules = StrategyCatalog.types().stream().filter(type -> type.source().startsWith("reference, strategies 26")).toList();
        final StringBuilder settings = new StringBuilder("instruments: [{symbol: PF_XBTUSD, tick: 0.01}]\npolicy: {maxAge: 61m}\nstrategies:\n");
        for (int i = 0; i < rules.size() * MINUTES.length; i++) {
            settings.append(strategy(i, rules.get(i % rules.size()).name(), MINUTES[i / rules.size()] + "m"));
        }
        write("backtest.yaml", settings.toString());
        write("bars.csv", walk());
        return Main.run("backtest", "--data", path("bars.csv"), "--config", path("backtest.yaml"), "--out", path("results"), "--no-trial", "--json");
    }

    private static String strategy(final int i, final String type, final String timeframe) {
        return "  - {id: s-" + i + ", type: " + type + ", timeframe: " + timeframe + "}\n";
    }

    private String walk() {
        final SplittableRandom random = new SplittableRandom(1);
        final StringBuilder rows = new StringBuilder("time_ms,open,high,low,close,volume\n");
        double open = 20_000;
        for (int i = 0; i < bars; i++) {
            final double close = open * (1 + 0.002 * (random.nextDouble() - 0.5));
            rows.append(String.format(Locale.ROOT, "%d,%.2f,%.2f,%.2f,%.2f,%.4f%n", START_MS + i * 60_000L, open,
                Math.max(open, close) * (1 + 0.001 * random.nextDouble()), Math.min(open, close) * (1 - 0.001 * random.nextDouble()), close,
                1 + random.nextDouble()));
            open = close;
        }
        return rows.toString();
    }

    private String path(final String name) {
        return directory.resolve(name).toString();
    }

    private void write(final String name, final String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
