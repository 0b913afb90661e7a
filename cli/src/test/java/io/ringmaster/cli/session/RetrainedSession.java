package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A process of {@code run --paper} on the simulated venue, in which a model decides every second: at first one that always buys. Its strategy is always
 * wrong about the history before it, a price that rises for a while and falls for as long: so a model earns by the opposite, and experts that follow the
 * strategy do not.
 */
final class RetrainedSession implements AutoCloseable {

    private static final long LIMIT_NS = 300_000_000_000L;
    private static final int HISTORY_BARS = 2_400;
    private static final int TURN_BARS = 40;
    private static final double CHANGE = 0.0005;

    private final Path directory;
    private final Path journal;
    private final Path output;
    private final Path history;
    private final WireServer server;
    private Process process;
    private Path config;

    RetrainedSession(final Path directory) throws IOException {
        this.directory = directory;
        journal = directory.resolve("paper");
        output = directory.resolve("output");
        history = directory.resolve("history.csv");
        server = new WireServer(
            new Venue(
                List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(), List.of(), false, 1,
                FaultSchedule.none(), System::currentTimeMillis),
            Recording.bundled().open(), 1);
    }

    Path journal() {
        return journal;
    }

    void start() throws IOException {
        final int port = server.start(0);
        final SessionOfModels models = new SessionOfModels(directory, """
            session: {initialCash: 100000, warmup: 0s, tick: 100ms, modelBudget: 0s}
            instruments: [{symbol: PF_XBTUSD, tick: 0.1, lot: 0.0001}]
            strategies: [{id: wrong, type: rule, timeframe: 1s, parameters: {long: close < sma(5), short: close > sma(5)}}]
            policy:
              type: model
              observation: [meta]
              observedStrategies: [wrong]
              observationTimeframe: 1s
              missingValues: mask
              model: {file: first.onnx, head: buy_sell_hold, maxUnknown: 4096}
            execution: {style: aggressive}
            risk: {maxOrderQty: 10, maxOrderValue: 1000000, maxPosition: 10, maxOpenValue: 1000000}
            kraken: {feeds: "ws://127.0.0.1:%d/ws/v1"}
            topology: {waiting: blocking}
            """.formatted(port));
        models.constant("first.onnx", SessionOfModels.HALF, 3);
        config = models.config();
        process = Cli.start(output, "run", "--paper", "--warm-code", "0", "--config", config.toString(), "--journal", journal.toString());
    }

    /** Bars of a second up to now, which end at the price of the session's market. */
    void writeHistory() throws IOException {
        final double price = Double.parseDouble(status().get("mark"));
        final long endMs = System.currentTimeMillis() / 1_000 * 1_000;
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int i = 0; i < HISTORY_BARS; i++) {
            final double open = price(price, i);
            final double close = price(price, i + 1);
            bars.append(endMs - (HISTORY_BARS - i) * 1_000L).append(',').append(open).append(',').append(Math.max(open, close)).append(',')
                .append(Math.min(open, close)).append(',').append(close).append(",1\n");
        }
        Files.writeString(history, bars);
    }

    private static double price(final double end, final int bar) {
        final int place = bar % (2 * TURN_BARS);
        return Math.round(10 * end * (1 + CHANGE * (place < TURN_BARS ? place : 2 * TURN_BARS - place))) / 10.0;
    }

    /** The arguments of a short training that learns the history. */
    List<String> retraining(final String out) {
        return List.of(
            "retrain", "--session", journal.toString(), "--history", history.toString(), "--out", directory.resolve(out).toString(), "--json",
            "--set", "training.hidden=[16]", "--set", "training.environments=4", "--set", "training.episodeDecisions=200", "--set", "training.starts=16",
            "--set", "training.decisions=8192", "--set", "training.updateDecisions=1024", "--set", "training.learningRate=0.003",
            "--set", "training.gamma=0.9", "--set", "training.validations=4", "--set", "retraining.returnsEvery=10s");
    }

    /** A process that retrains with low priority, as the launcher starts it. */
    Process startRetraining(final Path said, final String out, final String... more) throws IOException {
        final List<String> arguments = new ArrayList<>(retraining(out));
        arguments.addAll(List.of(more));
        final ProcessBuilder retraining = Cli.process(arguments).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        retraining.command().addAll(0, List.of("nice", "-n", "19"));
        return retraining.start();
    }

    /** Puts another configuration into force. */
    void reconfigure(final UnaryOperator<String> change) throws IOException {
        final Path other = Files.writeString(directory.resolve("other.yaml"), change.apply(Files.readString(config)));
        final Cli.Result asked = Cli.run("ctl", "reconfigure", journal.toString(), other.toString());
        final Cli.Result taken = Cli.run(
            "ctl", "reconfigure", journal.toString(), other.toString(), "--confirm", asked.err().replaceAll("(?s).*\"confirm\":\"([^\"]*)\".*", "$1"));
        assertEquals(0, taken.exitCode(), () -> asked.out() + asked.err() + taken.out() + taken.err());
    }

    Map<String, String> status() {
        final Cli.Result result = Cli.run("ctl", "status", journal.toString(), "--json");
        return result.exitCode() == 0 ? result.json() : Map.of();
    }

    /** SHA-256 of the model in the newest configuration. */
    String model() {
        return Settings.newestOf(new SessionDirectory(journal), Map.of()).policy().model().file().sha256();
    }

    /** Waits until the model has decided so often again. */
    void awaitDecisions(final int more) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        final long enough = decisions() + more;
        while (decisions() < enough || status().isEmpty()) {
            assertTrue(process.isAlive() && System.nanoTime() < untilNs, this::said);
            LockSupport.parkNanos(250_000_000);
        }
    }

    private long decisions() {
        return count("output", record -> InputMessage.templateId(record.buffer(), record.offset()) == DecisionDecoder.TEMPLATE_ID
            && new DecisionDecoder().wrapAndApplyHeader(record.buffer(), record.offset(), new MessageHeaderDecoder()).reason() == DecisionReason.MODEL);
    }

    /** Waits until so many retrainings are recorded. */
    void awaitOutcomes(final int enough) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (count("input", record -> InputMessage.templateId(record.buffer(), record.offset()) == RetrainingOutcomeDecoder.TEMPLATE_ID) < enough) {
            assertTrue(process.isAlive() && System.nanoTime() < untilNs, this::said);
            LockSupport.parkNanos(250_000_000);
        }
    }

    private long count(final String kind, final Predicate<JournalReader> wanted) {
        long count = 0;
        if (Files.isDirectory(journal.resolve(kind))) {
            try (JournalReader reader = JournalReader.open(journal.resolve(kind))) {
                while (reader.next()) {
                    count += wanted.test(reader) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private String said() {
        return read(output);
    }

    static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns after so long; fails if the session ends before. */
    void runFor(final long ms) throws InterruptedException {
        assertFalse(process.waitFor(ms, TimeUnit.MILLISECONDS), this::said);
    }

    void endInOrder() throws InterruptedException {
        process.destroy();
        assertEquals(0, process.waitFor(), this::said);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        server.close();
    }
}
