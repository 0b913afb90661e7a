package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.trial.TrialLog;
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

/** Backtests of networks with one layer of random weights, on a random walk of minutes, under variants of one configuration. */
final class NetworkBacktests {

    static final int BARS = 1_200;
    private static final long START_MS = 1_577_836_800_000L;
    private static final String CONFIGURATION = """
        session: {seed: 71, initialCash: 100000, warmup: 30m}
        instruments:
          - {symbol: PF_XBTUSD, tick: 0.01}
        strategies:
          - {id: slow, type: rule, timeframe: 5m, parameters: {long: 'close > sma(6)', short: 'close < sma(6)'}}
          - {id: follows, type: rule, timeframe: 1m, parameters: {long: 'close crosses above sma(9)', short: 'close crosses below sma(9)'}}
          - {id: opposes, type: rule, timeframe: 1m, parameters: {long: 'close < sma(20)', short: 'close > sma(20)', flat: 'rsi(7) > 70'}}
          - {id: graded, type: rule, timeframe: 1m, parameters: {long: 'close > sma(3)', short: 'close < sma(3)', strength: 'min(1, atr(5)/close*300)'}}
        policy:
          POLICY
          maxAge: 3m
          maxExposure: 2
          observedStrategies: [follows, opposes, slow, graded]
        execution: {style: aggressive, cooldown: 0s}
        risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxDailyLoss: 100000, maxDrawdown: 0.9, orderTimeout: 10m}
        """;

    private static final String EXPERTS = "\nexperts: {algorithm: fixed_share, loss: clipped, eta: 3, round: 10m, deadZone: 0.05}";
    private static final String OBSERVATION = "\nobservation: [meta]";

    private final Path directory;
    private final long seed;
    private final String template;
    private int played;

    private NetworkBacktests(final Path directory, final long seed, final String template) {
        this.directory = directory;
        this.seed = seed;
        this.template = template;
    }

    NetworkBacktests(final Path directory, final long seed) {
        this(directory, seed, CONFIGURATION);
    }

    /** For sessions with the strategies of the demo. */
    static NetworkBacktests ofDemo(final Path directory, final long seed) throws IOException {
        final String demo = Files.readString(Cli.root().resolve("cli/src/main/resources/demo/demo.yaml"));
        return new NetworkBacktests(directory, seed, demo.replace("  type: confluence\n", "  POLICY\n  observationTimeframe: 1s\n"));
    }

    /** What a policy decided on an event. */
    record Decided(DecisionReason reason, Signal signal, long exposureE8, double confidence, int agreeing, double[] observed) { }

    /** What a session said, by event. */
    static final class Said implements OutputSink {

        final TreeMap<Long, Decided> decisions = new TreeMap<>();
        final TreeMap<Long, Map<Integer, Double>> weights = new TreeMap<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private double[] observed;
        private String digest;

        String digest() {
            return digest;
        }

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
                    decisions.put(decision.timeNs(), new Decided(
                        decision.reason(), decision.signal(), decision.exposureE8(), decision.confidence(), decision.agreeing(), observed));
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

    /** A configuration with these settings of its policy, and those of experts and observation unless they are given. */
    Path configuration(final String policy) throws IOException {
        final String whole = policy + (policy.contains("experts: {") ? "" : EXPERTS) + (policy.contains("observation: [") ? "" : OBSERVATION);
        return Files.writeString(directory.resolve("session" + played++ + ".yaml"), template.replace("POLICY", whole.replace("\n", "\n  ")));
    }

    private String contract(final String policy) throws IOException {
        final Cli.Result text = Cli.run("model", "contract", "--config", configuration(policy).toString());
        assertEquals(0, text.exitCode(), text.err());
        return text.out().strip();
    }

    /** The names of what a model observes. */
    List<String> names(final String policy) throws IOException {
        return ObservationContract.parse(contract(policy)).names();
    }

    /** Writes a layer of random weights beside the configurations, and returns it: by value of the observation, then by output. */
    float[] writeNetwork(final String name, final String policy, final int outputs, final String operator, final double gain) throws IOException {
        final String contract = contract(policy);
        final int values = ObservationContract.parse(contract).length();
        final Random random = new Random(seed + name.hashCode());
        final float[] network = new float[outputs * values];
        for (int i = 0; i < network.length; i++) {
            network[i] = (float) (random.nextGaussian() * gain);
        }
        Files.write(directory.resolve(name), OnnxFile.network(values, outputs, operator, network, "ringmaster.contract", contract));
        return network;
    }

    /** One output of a layer, before its operator. */
    static double sum(final float[] network, final double[] observed, final int output) {
        final int outputs = network.length / observed.length;
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
            sum += observed[i] * network[i * outputs + output];
        }
        return sum;
    }

    Path bars() throws IOException {
        final Path file = directory.resolve("bars.csv");
        if (Files.exists(file)) {
            return file;
        }
        final Random random = new Random(seed);
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

    Said play(final String policy, final int shards) throws IOException {
        final Path config = configuration(policy);
        final Settings settings = Settings.read(config, new TreeMap<>());
        final TopologySettings topology = settings.topology().withShards(shards).oneThread();
        final Said said = new Said();
        try (MarketDataSource market = new OhlcvSource("bars", Files.newInputStream(bars()), 0, Map.of())) {
            said.digest = Backtest.run(
                new Backtest.Plan(
                    settings.engine(), settings.venue(), topology, new Backtest.Period(Long.MIN_VALUE, Long.MAX_VALUE),
                    new Backtest.Provenance("bars", "test", "", "0".repeat(64)), TrialLog.NONE),
                market, directory.resolve("played" + played), Pacer.UNPACED, said).outputSha256();
        }
        return said;
    }

    /** The command, with its exit code. */
    Cli.Result backtest(final String policy, final String out) throws IOException {
        return Cli.run(
            "backtest", "--json", "--data", bars().toString(), "--config", configuration(policy).toString(), "--out", directory.resolve(out).toString());
    }

    /**
     * Plays a minute of the demo on many threads, takes a snapshot, and replays it without the files it began with; then by what the models said, without
     * any model.
     */
    void assertReplayed(final String policy, final String out, final String... models) throws IOException {
        final Path config = configuration(policy);
        final Path session = directory.resolve(out);
        final Cli.Result demo = Cli.run(
            "demo", "--json", "--no-wire", "--config", config.toString(), "--journal", session.toString(), "--speed", "0", "--seconds", "60", "--topology",
            "spread");
        assertEquals(0, demo.exitCode(), demo.err());
        assertEquals("true", demo.json().get("replayIdentical"));
        Files.delete(config);
        for (final String model : models) {
            Files.delete(directory.resolve(model));
        }
        assertEquals(0, Cli.run("journal", "snapshot", session.toString()).exitCode());
        final Cli.Result replay = Cli.run("replay", session.toString(), "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(demo.json().get("outputSha256"), replay.json().get("outputSha256"));
        final Path away = Files.move(session.resolve("models"), directory.resolve(out + "-models"));
        final Cli.Result recorded = Cli.run("replay", session.toString(), "--recorded-decisions", "--topology", "spread", "--json");
        assertEquals(0, recorded.exitCode(), recorded.out() + recorded.err());
        assertEquals(demo.json().get("outputSha256"), recorded.json().get("outputSha256"));
        assertNotEquals("0", recorded.json().get("modelOutputs.notComputed"));
        Files.move(away, session.resolve("models"));
    }
}
