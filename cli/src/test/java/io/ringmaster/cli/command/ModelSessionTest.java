package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.Nested;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.Sha256;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.lab.source.OhlcvSource;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model decides: from its file and the contract to the journal, and back in a replay. */
class ModelSessionTest {

    private static final long SEED = Long.getLong("seed", 17);
    private static final long START_MS = 1_577_836_800_000L;
    private static final int BARS = 3_000;

    @TempDir
    private Path directory;
    private Path config;
    private float[] weights;
    private final double[] closes = new double[BARS];

    @BeforeEach
    void writeConfigurationAndModel() throws IOException {
        config = Files.writeString(directory.resolve("model.yaml"), """
            session: {seed: 71, initialCash: 100000, warmup: 2h}
            instruments:
              - {symbol: PF_XBTUSD, tick: 0.01}
            strategies:
              - {id: supertrend, type: supertrend, timeframe: 1m}
              - {id: ott, type: ott, timeframe: 1m}
            policy:
              type: model
              observation: [capstone]
              model: {file: policy.onnx, engine: exact, head: continuous, maxUnknown: 3}
            execution: {style: aggressive, cooldown: 0s}
            risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxDailyLoss: 100000, maxDrawdown: 0.9, orderTimeout: 10m}
            """);
        writeModel(contract());
    }

    private Map<String, String> contractOf() {
        final Cli.Result result = Cli.run("model", "contract", "--config", config.toString(), "--json");
        assertEquals(0, result.exitCode(), result.err());
        return result.json();
    }

    private String contract() {
        final Cli.Result result = Cli.run("model", "contract", "--config", config.toString());
        assertEquals(0, result.exitCode(), result.err());
        return result.out().strip();
    }

    /** {@code tanh(x w)} of random weights. */
    private void writeModel(final String contract, final String... metadata) throws IOException {
        final int values = Integer.parseInt(contractOf().get("values"));
        final Random random = new Random(SEED);
        weights = new float[2 * values];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 2;
        }
        Files.write(directory.resolve("policy.onnx"), OnnxFile.network(values, 2, "Tanh", weights, Stream.concat(
            Stream.of("ringmaster.contract", contract), Stream.of(metadata)).toArray(String[]::new)));
    }

    private Path bars() throws IOException {
        final Path file = directory.resolve("bars.csv");
        final Random random = new Random(SEED);
        long cents = 1_000_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("time_ms,open,high,low,close,volume\n");
            for (int i = 0; i < BARS; i++) {
                final long close = Math.max(100_000, cents + Math.round(random.nextGaussian() * 1_500));
                out.write(START_MS + i * 60_000L + "," + cents / 100.0 + "," + (Math.max(cents, close) + 100) / 100.0 + ","
                    + (Math.min(cents, close) - 100) / 100.0 + "," + close / 100.0 + "," + (1 + random.nextInt(50)) + "\n");
                cents = close;
                closes[i] = close / 100.0;
            }
        }
        return file;
    }

    private Cli.Result backtest(final String out, final String... more) throws IOException {
        final String[] fixed = {"backtest", "--json", "--data", bars().toString(), "--config", config.toString(), "--out", directory.resolve(out).toString()};
        final String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Cli.run(all);
    }

    private void assertRefused(final String message, final Cli.Result result) {
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
    }

    /** Compares each decision with the network computed in float64 on the observation that the journal keeps in front of it. */
    private final class Oracle implements OutputSink {

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private double[] observed;
        private int decisions;
        private int exposures;

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            switch (header.wrap(buffer, offset).templateId()) {
                case ObservationDecoder.TEMPLATE_ID -> {
                    final ObservationDecoder.ValuesDecoder values = new ObservationDecoder().wrapAndApplyHeader(buffer, offset, header).values();
                    observed = new double[values.count()];
                    for (int i = 0; i < observed.length; i++) {
                        observed[i] = values.next().value();
                    }
                }
                case RecordedDecision.TEMPLATE_ID -> onDecision(new RecordedDecision().wrap(buffer, offset));
                default -> {
                    // Another output.
                }
            }
        }

        private void onDecision(final RecordedDecision decision) {
            if (decision.reason() != DecisionReason.MODEL) {
                return;
            }
            decisions++;
            double position = 0;
            double stop = 0;
            for (int i = 0; i < observed.length; i++) {
                position += observed[i] * weights[2 * i];
                stop += observed[i] * weights[2 * i + 1];
            }
            if (decision.signal() != Signal.HOLD) {
                exposures++;
                assertEquals(Math.tanh(position), decision.exposureE8() / 1e8, 1e-5, "decision " + decisions + " seed=" + SEED);
                final double mark = closes[(int) ((decision.timeNs() / 1_000_000 - START_MS) / 60_000) - 1];
                final double distance = 0.01 + 0.5 * (Math.tanh(stop) + 1) * 0.04;
                assertEquals(
                    mark * (1 - Math.signum(position) * distance), decision.stopPriceE8() / 1e8, 1e-5 * mark,
                    "decision " + decisions + " seed=" + SEED);
            }
            observed = null;
        }
    }

    private String run(final int shards, final String out, final OutputSink listener) throws IOException {
        final Settings settings = Settings.read(config, new TreeMap<>());
        final TopologySettings topology =
            settings.topology().withShards(shards).oneThread();
        try (MarketDataSource market = new OhlcvSource("bars", Files.newInputStream(bars()), 0, Map.of())) {
            return Backtest.run(
                new Backtest.Plan(
                    settings.engine(), settings.venue(), topology, new Backtest.Period(Long.MIN_VALUE, Long.MAX_VALUE),
                    new Backtest.Provenance("bars", "test", "", "0".repeat(64)), TrialLog.NONE),
                market, directory.resolve(out), Pacer.UNPACED, listener).outputSha256();
        }
    }

    @Test
    void shouldDecideAsTheNetworkDoesHoweverManyShardsThereAre() throws IOException {
        final Oracle oracle = new Oracle();
        final String digest = run(1, "one", oracle);

        assertTrue(oracle.decisions > BARS / 2, "decisions of the model: " + oracle.decisions + " seed=" + SEED);
        assertTrue(oracle.exposures > BARS / 10, "exposures: " + oracle.exposures + " seed=" + SEED);
        assertEquals(digest, run(2, "two", new Oracle()));
    }

    @Test
    void shouldTradeTheSameEveryTimeWithEachEngine() throws IOException {
        final Map<String, String> exact = backtest("a").json();
        assertTrue(Integer.parseInt(exact.get("trades")) > 3, exact.toString());
        assertEquals(exact.get("outputSha256"), backtest("b").json().get("outputSha256"));
        final Cli.Result runtime = backtest("c", "--set", "policy.model.engine=onnxruntime");
        assertEquals(0, runtime.exitCode(), runtime.err());
        assertEquals(runtime.json().get("outputSha256"), backtest("d", "--set", "policy.model.engine=onnxruntime").json().get("outputSha256"));
    }

    @Test
    void shouldRefuseAModelOfAnotherContractByTheFirstDifference() throws IOException {
        final String yaml = Files.readString(config);
        Files.writeString(config, yaml
            .replace("{id: supertrend, type: supertrend, timeframe: 1m}", "{id: ott, type: ott, timeframe: 1m}")
            .replace("  - {id: ott, type: ott, timeframe: 1m}\npolicy", "  - {id: supertrend, type: supertrend, timeframe: 1m}\npolicy"));
        assertRefused(
            "policy.onnx: the contract expects strategy 1 to be 'supertrend', but it is 'ott'; the order differs, the names do not. Configure what it was"
                + " trained on, or train another model", backtest("a"));

        Files.writeString(config, yaml.replace("observation: [capstone]", "observation: [micro30]"));
        assertRefused("the contract expects strategy 1 to be 'supertrend', but it is missing", backtest("b"));

        Files.writeString(config, yaml.replace("maxUnknown: 3", "maxUnknown: 3, venue: binance"));
        assertRefused("the contract expects the market 'kraken:PF_XBTUSD', but it is 'binance:PF_XBTUSD'", backtest("c"));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws IOException {
        assertRefused("policy.model.head: the first output of " + directory.resolve("policy.onnx")
            + " has 2 number(s). This head needs 5 logits: increase, decrease, stay, flat, reverse", backtest("a", "--set", "policy.model.head=adjust"));
        assertRefused("but " + "0".repeat(64) + " was expected", backtest("b", "--set", "policy.model.sha256=" + "0".repeat(64)));
        assertRefused("policy.model.maxUnknown: 100 is more than the " + contractOf().get("values") + " values of an observation. "
            + "Give fewer, or 4096 for any number", backtest("i", "--set", "policy.model.maxUnknown=100"));
        assertRefused("none.onnx does not exist. Give an .onnx file.", backtest("c", "--set", "policy.model.file=none.onnx"));
        assertRefused("policy.model.file: name the model (.onnx) that decides", backtest("d", "--set", "policy.model.file="));
        assertRefused("it has more than 10 bytes", backtest("e", "--set", "policy.model.maxBytes=10"));
        assertRefused("policy.observationTimeframe: the model is asked when bars of an enabled strategy close, and the shortest are of 60 s, not of 300 s",
            backtest("f", "--set", "policy.observationTimeframe=5m"));
        final int values = weights.length / 2;
        Files.write(directory.resolve("policy.onnx"), OnnxFile.network(values, 2, "Tanh", weights));
        assertRefused("policy.onnx: it carries no contract. Export it with the metadata property ringmaster.contract", backtest("g"));
        Files.write(directory.resolve("policy.onnx"), OnnxFile.network(values, 2, "Abs", weights, "ringmaster.contract", contract()));
        assertRefused("the exact engine does not know operator Abs", backtest("h"));
    }

    /** Golden vectors beside the model are honoured wherever a model begins to decide. The network gives 0 for zeros. */
    @Test
    void shouldRefuseAModelThatComputesSomethingElseThanItsGoldenVectors() throws IOException {
        final int values = weights.length / 2;
        final String header = IntStream.range(0, values).mapToObj(i -> "x[" + i + "],").collect(Collectors.joining()) + "y[0],y[1]\n";
        final Path golden = Files.writeString(directory.resolve("policy.golden.csv"), header + "0,".repeat(values) + "0,0.25\n");

        final Cli.Result backtest = backtest("a");
        assertEquals(3, backtest.exitCode(), backtest.out());
        assertTrue(backtest.err().contains(directory.resolve("policy.onnx") + " computes something else here than it was recorded with, with the engine exact: "
            + golden + " line 2: y[1] was 0.25, and is 0.0; allowed: 1.0E-6. Export the model and its golden vectors again."), backtest.err());
        final Path session = directory.resolve("refused");
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--config", config.toString(), "--journal", session.toString(), "--speed", "0", "--seconds", "1");
        assertEquals(3, demo.exitCode(), demo.out());
        assertFalse(Files.exists(session), "no session begins");
    }

    /** How many decisions the model made in a session, each behind its observation and its output. */
    private static int modelDecisions(final Path session) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int decisions = 0;
        boolean isObserved = false;
        boolean hasAnswered = false;
        try (JournalReader outputs = JournalReader.open(session.resolve("output"))) {
            while (outputs.next()) {
                header.wrap(outputs.buffer(), outputs.offset());
                if (header.templateId() == DecisionDecoder.TEMPLATE_ID) {
                    final boolean isModel =
                        new DecisionDecoder().wrapAndApplyHeader(outputs.buffer(), outputs.offset(), header).reason() == DecisionReason.MODEL;
                    assertTrue(hasAnswered || !isModel, "a decision without the model's output");
                    decisions += isModel ? 1 : 0;
                }
                hasAnswered = header.templateId() == ModelOutputDecoder.TEMPLATE_ID;
                assertTrue(isObserved || !hasAnswered, "an output without its observation");
                isObserved = header.templateId() == ObservationDecoder.TEMPLATE_ID;
            }
        }
        return decisions;
    }

    /** Played on many threads and replayed on one. A session keeps its model: the replay needs neither the configuration nor the file it came from. */
    @Test
    void shouldReplayWithTheModelThatTheSessionKept() throws IOException {
        final Path session = directory.resolve("session");
        Files.writeString(config, Files.readString(Cli.root().resolve("cli/src/main/resources/demo/demo.yaml")).replace(
            "  type: confluence\n", "  type: model\n  observation: [meta]\n  observationTimeframe: 1s\n  model: {file: policy.onnx, maxUnknown: 4096,"
                + " drift: {period: 10s, leastDecisions: 50}}\n"));
        // As if every value had been above 1e9 where the model was trained.
        final int values = Integer.parseInt(contractOf().get("values"));
        writeModel(contract(), "ringmaster.reference", "ringmaster.reference 1\n" + "value 0 1e9 1\n".repeat(values) + "output 0.5 0 0.5\n".repeat(2));
        final String shown = Cli.run("model", "show", directory.resolve("policy.onnx").toString()).out();
        assertTrue(shown.contains("  reference     " + values + " values, 2 outputs\n"), shown);
        final Cli.Result demo = Cli.run(
            "demo", "--json", "--config", config.toString(), "--journal", session.toString(), "--speed", "0", "--seconds", "75",
            "--topology", "spread");
        assertEquals(0, demo.exitCode(), demo.err());
        assertTellsTheDrift(session, demo);
        assertTrue(modelDecisions(session) > 20, "decisions of the model: " + modelDecisions(session));
        assertEquals("true", demo.json().get("replayIdentical"));
        assertTrue(
            Files.readString(session.resolve("session.yaml")).lines().anyMatch(line -> line.strip().matches("engine: (exact|onnxruntime)")),
            "auto is resolved, so a restart decides with the same engine");
        Files.delete(directory.resolve("policy.onnx"));
        Files.delete(config);

        assertEquals(0, Cli.run("journal", "snapshot", session.toString()).exitCode());
        final Cli.Result replay = Cli.run("replay", session.toString(), "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(demo.json().get("outputSha256"), replay.json().get("outputSha256"));

        final Path kept;
        try (Stream<Path> models = Files.list(session.resolve("models"))) {
            kept = models.findFirst().orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length - 1] ^= 1;
        Files.write(kept, bytes);
        final String sha256 = kept.getFileName().toString().replace(".onnx", "");
        final String advice = " The model with SHA-256 " + sha256 + " decides in this session, and lies there. Put it back: the .onnx file that the session"
            + " began with, or the copy in another session's models directory. 'sha256sum FILE' prints the hash of a file."
            + " 'replay --recorded-decisions' needs no model.";
        assertDamaged(kept + " was changed: its SHA-256 is " + Sha256.of(bytes) + "." + advice, session);
        Files.delete(kept);
        assertDamaged(kept + " is missing." + advice, session);
        assertGoesOnWithoutTheModel(session, sha256, kept);
    }

    private static void assertDamaged(final String message, final Path session) {
        final Cli.Result replay = Cli.run("replay", session.toString());
        assertEquals(3, replay.exitCode(), replay.out());
        assertTrue(replay.err().contains(message), replay.err());
    }

    /** All but the drift, whose reference is in the model's file. */
    private static void assertGoesOnWithoutTheModel(final Path session, final String sha256, final Path kept) {
        final Cli.Result replay = Cli.run("replay", session.toString(), "--recorded-decisions", "--json");
        assertEquals(0, replay.exitCode(), replay.out());
        final Map<String, Object> report = JsonTree.of(replay.out());
        final Map<String, Object> models = Nested.in(report, "modelOutputs");
        assertEquals("true", report.get("recordedDecisions").toString());
        assertTrue(Long.parseLong(models.get("notComputed").toString()) >= modelDecisions(session), models::toString);
        assertTrue(models.get("whyNotComputed").toString().startsWith(kept + " is missing."), models::toString);
        assertTrue(Long.parseLong(models.get("driftUnchecked").toString()) > 0, models::toString);
        final Cli.Result card = Cli.run("decisions", "explain", session.toString());
        assertEquals(0, card.exitCode(), card.err());
        assertTrue(card.out().matches("(?s).*\n  model     " + sha256.substring(0, 12) + " on engine [a-z]+: exposure .*"), card.out());
        assertTrue(card.out().contains("\n            meta."), card.out());
    }

    /** All values in a bin where none were: 2 (1 - 0.0001) ln 10000 = 18.4. */
    private static void assertTellsTheDrift(final Path session, final Cli.Result demo) {
        final String most = "the model drifts: population stability index 18.4 of meta.";
        assertEquals(1, demo.err().lines().filter(line -> line.contains(most) && line.endsWith(", above the limit 0.25")).count(), demo.err());
        final String journaled = Cli.run("journal", "dump", session.toString(), "--type", "ModelDrift").out();
        assertTrue(journaled.lines().allMatch(line -> line.contains("[ModelDrift] ") && line.contains(" alarm=1 ") && line.contains("psi=18.4")), journaled);
        assertTrue(journaled.lines().count() >= 1, journaled);
        final String card = Cli.run("decisions", "explain", session.toString()).out();
        assertTrue(card.contains(most), card);
    }
}
