package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.source.OhlcvSource;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.Signal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experts beside a model. Virtual accounts follow the market alone, so weights and proposals are those of the same backtest in which the experts decide
 * themselves.
 */
class ModelExpertsTest {

    private static final long SEED = Long.getLong("seed", 21);
    private static final long START_MS = 1_577_836_800_000L;
    private static final int BARS = 1_200;
    private static final List<String> IDS = List.of("follows", "opposes", "slow", "graded");
    private static final double REPORTED_CHANGE = 0.001;

    @TempDir
    private Path directory;
    private Path config;
    private float[] network;

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = Files.writeString(directory.resolve("session.yaml"), """
            session: {seed: 71, initialCash: 100000, warmup: 30m}
            instruments:
              - {symbol: PF_XBTUSD, tick: 0.01}
            strategies:
              - {id: slow, type: rule, timeframe: 5m, parameters: {long: 'close > sma(6)', short: 'close < sma(6)'}}
              - {id: follows, type: rule, timeframe: 1m, parameters: {long: 'close crosses above sma(9)', short: 'close crosses below sma(9)'}}
              - {id: opposes, type: rule, timeframe: 1m, parameters: {long: 'close < sma(20)', short: 'close > sma(20)', flat: 'rsi(7) > 70'}}
              - {id: graded, type: rule, timeframe: 1m, parameters: {long: 'close > sma(3)', short: 'close < sma(3)', strength: 'min(1, atr(5) / close * 300)'}}
            policy:
              type: model
              maxAge: 3m
              maxExposure: 2
              experts: {algorithm: fixed_share, loss: clipped, eta: 3, round: 10m, deadZone: 0.05}
              observation: [meta]
              observedStrategies: [follows, opposes, slow, graded]
              model: {file: policy.onnx, engine: exact, head: continuous, maxUnknown: 4096}
            execution: {style: aggressive, cooldown: 0s}
            risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxDailyLoss: 100000, maxDrawdown: 0.9, orderTimeout: 10m}
            """);
    }

    private List<String> names() {
        final Cli.Result text = Cli.run("model", "contract", "--config", config.toString());
        assertEquals(0, text.exitCode(), text.err());
        return ObservationContract.parse(text.out().strip()).names();
    }

    /** A layer of random weights. */
    private void writeNetwork(final int outputs, final String operator) throws IOException {
        final Cli.Result text = Cli.run("model", "contract", "--config", config.toString());
        final int values = names().size();
        final Random random = new Random(SEED);
        network = new float[outputs * values];
        for (int i = 0; i < network.length; i++) {
            network[i] = (float) random.nextGaussian() / 4;
        }
        Files.write(
            directory.resolve("policy.onnx"), OnnxFile.network(values, outputs, operator, network, "ringmaster.contract", text.out().strip()));
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
            }
        }
        return file;
    }

    /** What a session said, by event. */
    private static final class Said implements OutputSink {

        private record Decided(DecisionReason reason, Signal signal, long exposureE8, double[] observed) { }

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final TreeMap<Long, Decided> decisions = new TreeMap<>();
        private final TreeMap<Long, Map<Integer, Double>> weights = new TreeMap<>();
        private double[] observed;
        private String digest;

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
                case DecisionDecoder.TEMPLATE_ID -> {
                    final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(buffer, offset, header);
                    decisions.put(decision.timeNs(), new Decided(decision.reason(), decision.signal(), decision.exposureE8(), observed));
                    observed = null;
                }
                case ExpertWeightsDecoder.TEMPLATE_ID -> {
                    final ExpertWeightsDecoder list = new ExpertWeightsDecoder().wrapAndApplyHeader(buffer, offset, header);
                    final Map<Integer, Double> changed = weights.computeIfAbsent(list.timeNs(), time -> new TreeMap<>());
                    list.weights().forEach(each -> changed.put(each.strategyIndex(), each.weight()));
                }
                default -> {
                    // Another output.
                }
            }
        }
    }

    private Said play(final String out, final int shards, final Map<String, String> changes) throws IOException {
        final Path played = directory.resolve(out + ".yaml");
        String yaml = Files.readString(config);
        for (final Map.Entry<String, String> change : changes.entrySet()) {
            yaml = yaml.replace(change.getKey(), change.getValue());
        }
        Files.writeString(played, yaml);
        final Settings settings = Settings.read(played, new TreeMap<>());
        final TopologySettings topology = settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().withShards(shards).on(1);
        final Said said = new Said();
        try (MarketDataSource market = new OhlcvSource("bars", Files.newInputStream(bars()), 0, Map.of())) {
            said.digest = Backtest.run(
                new Backtest.Plan(
                    settings.engine(), settings.venue(), topology, new Backtest.Period(Long.MIN_VALUE, Long.MAX_VALUE),
                    new Backtest.Provenance("bars", "test", "", "0".repeat(64))),
                market, directory.resolve(out), Pacer.UNPACED, said).outputSha256();
        }
        return said;
    }

    private static Map<String, String> expertsDecide() {
        return Map.of("type: model", "type: experts");
    }

    @Test
    void shouldObserveTheWeightsThatExpertsHave() throws IOException {
        writeNetwork(2, "Tanh");
        final Said model = play("model", 1, Map.of());
        final Said experts = play("experts", 1, expertsDecide());

        assertTrue(experts.weights.size() > 20, "changes of weights: " + experts.weights.size() + " seed=" + SEED);
        assertEquals(experts.weights, model.weights, "seed=" + SEED);
        final List<String> names = names();
        final double[] last = new double[IDS.size()];
        int exact = 0;
        for (final Map.Entry<Long, Said.Decided> each : model.decisions.entrySet()) {
            // The strategies in the order of the configuration; the observation has them in its own.
            final List<Integer> index = List.of(1, 2, 0, 3);
            final Map<Integer, Double> now = new TreeMap<>();
            experts.weights.headMap(each.getKey(), true).values().forEach(now::putAll);
            double sum = 0;
            for (int i = 0; i < IDS.size(); i++) {
                final double observed = each.getValue().observed()[names.indexOf("meta." + IDS.get(i) + ".weight")];
                last[i] = now.get(index.get(i));
                assertEquals(last[i], observed, REPORTED_CHANGE, IDS.get(i) + " at " + each.getKey() + " seed=" + SEED);
                exact += observed == (float) last[i] ? 1 : 0;
                sum += observed;
            }
            assertEquals(1, sum, 1e-6, "seed=" + SEED);
        }
        assertTrue(exact > BARS / 2, exact + " observed weights are the last that were journaled, seed=" + SEED);
        assertEquals(model.digest, play("shards", 3, Map.of()).digest);
    }

    /** A model that scales: its factor times what the experts want to enter; what they leave is left, what they hold is scaled again. */
    @Test
    void shouldScaleWhatExpertsPropose() throws IOException {
        final Map<String, String> scales = Map.of("head: continuous", "head: size_or_skip, proposer: experts");
        writeNetwork(1, "Sigmoid");
        final Said model = play("model", 1, scales);
        final Said experts = play("experts", 1, expertsDecide());

        assertEquals(experts.decisions.keySet(), model.decisions.keySet());
        assertEquals(experts.weights, model.weights);
        int scaled = 0;
        for (final Map.Entry<Long, Said.Decided> each : model.decisions.entrySet()) {
            final Said.Decided proposed = experts.decisions.get(each.getKey());
            final Said.Decided decided = each.getValue();
            final String label = "at " + each.getKey() + " seed=" + SEED;
            assertEquals(proposed.signal(), decided.signal(), label);
            if (proposed.signal() == Signal.LONG || proposed.signal() == Signal.SHORT) {
                double logit = 0;
                for (int i = 0; i < network.length; i++) {
                    logit += decided.observed()[i] * network[i];
                }
                assertEquals(proposed.exposureE8() / (1 + Math.exp(-logit)), decided.exposureE8(), 1e-5 * 2e8, label);
                assertEquals(DecisionReason.MODEL, decided.reason(), label);
                scaled++;
            } else {
                assertEquals(proposed.reason(), decided.reason(), label);
            }
        }
        assertTrue(scaled > BARS / 2, scaled + " targets are scaled, seed=" + SEED);
        assertEquals(model.digest, play("shards", 2, scales).digest);
    }

    /** Neither weights nor proposals: no experts run, and the journal has none. */
    @Test
    void shouldWeighNoExpertsThatNothingAsksFor() throws IOException {
        final Map<String, String> capstone = Map.of("observation: [meta]", "observation: [capstone]");
        Files.writeString(config, Files.readString(config).replace("observation: [meta]", "observation: [capstone]"));
        writeNetwork(2, "Tanh");
        assertEquals(Map.of(), play("model", 1, capstone).weights);
    }

    @Test
    void shouldRefuseExpertsThatCannotLearn() throws IOException {
        writeNetwork(2, "Tanh");
        final Cli.Result result = Cli.run(
            "backtest", "--data", bars().toString(), "--config", config.toString(), "--out", directory.resolve("out").toString(),
            "--set", "policy.experts.algorithm=hedge", "--set", "policy.experts.eta=0");
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains("policy.experts: horizon must be above 0 if eta is 0"), result.err());
    }
}
