package io.ringmaster.cli.example;

import io.ringmaster.cli.session.Recording;
import io.ringmaster.cli.settings.ExamplePolicy;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.inference.model.onnx.OnnxWriter;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.classifier.Classifier;
import io.ringmaster.lab.classifier.PriceMoves;
import io.ringmaster.lab.classifier.SeenDecision;
import io.ringmaster.lab.classifier.SeenDecisions;
import io.ringmaster.lab.classifier.Standardisation;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the example model from the demo's recording: the pipeline plays the first part of it and journals what a model sees at each decision; a small
 * classifier learns from that what the price did next. It shows how a model gets into a session. It is no strategy.
 *
 * <p>The same bits come out each time: the pipeline is deterministic, and so is {@link Classifier}.
 */
final class ExampleModel {

    /** What comes later is new to the model. */
    static final Instant LEARNED_UNTIL = Instant.parse("2024-08-08T23:57:45Z");

    private static final String DEMO = "/demo/demo.yaml";
    private static final long HORIZON_NS = 20_000_000_000L;
    private static final int WIDTH = 16;
    private static final long SEED = 71;
    /** Much decay, because there are few examples. */
    private static final Classifier.Lesson LESSON = new Classifier.Lesson(400, 0.1, 0.1);
    private static final int GOLDEN_EVERY = 10;

    private final Path scratch;
    private final ObservationContract contract;
    private final double costs;

    /**
     * The finished files and how well the model learned.
     *
     * @param golden  the text of the golden vectors
     * @param classes how many examples each class has, in the order of {@link PriceMoves#CLASSES}
     * @param right   how many examples the model gets right
     * @param used    features that carry information
     */
    record Made(byte[] onnx, String golden, int[] classes, int right, int used) {

        int examples() {
            return Arrays.stream(classes).sum();
        }
    }

    /** @param scratch a directory for files that are not needed afterwards */
    ExampleModel(final Path scratch) {
        this.scratch = scratch;
        // The contract does not depend on the model, which does not exist yet.
        final EngineConfig config = Settings.readResource(DEMO, ExamplePolicy.ONNX.under(Map.of("policy.type", "confluence"))).engine();
        contract = ModelContract.of(config.instruments(), config.strategies(), config.policy());
        costs = FixedPoint.toDouble(config.instruments().getFirst().makerFeeE8());
    }

    Made make() throws IOException {
        final List<SeenDecision> seen = seen();
        final int[] classes = PriceMoves.of(seen, HORIZON_NS, costs);
        final float[][] examples = seen.stream().limit(classes.length).map(SeenDecision::values).toArray(float[][]::new);
        final Standardisation standardisation = Standardisation.of(List.of(examples));
        final Classifier classifier = new Classifier(standardisation, WIDTH, PriceMoves.CLASSES.size(), SEED);
        classifier.learn(examples, classes, LESSON);
        final List<float[]> said = Arrays.stream(examples).map(example -> floats(classifier.logits(example))).toList();
        final byte[] onnx = classifier.onnx("ringmaster example", metadata(seen, examples.length, DriftReference.of(List.of(examples), said)));
        final int[] counts = new int[PriceMoves.CLASSES.size()];
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            counts[classes[i]]++;
            right += best(classifier.logits(examples[i])) == classes[i] ? 1 : 0;
        }
        return new Made(onnx, golden(onnx, examples, said), counts, right, standardisation.used());
    }

    private static int best(final double[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** What a model that always holds sees: nothing it does can show in its observations. */
    private List<SeenDecision> seen() throws IOException {
        final byte[] untrained = new OnnxWriter("untrained", "observation", contract.length())
            .dense(new float[contract.length()][PriceMoves.CLASSES.size()], new float[] {0, 0, 1})
            .bytes("logits", new TreeMap<>(Map.of(Model.CONTRACT_KEY, contract.canonical())));
        final Path file = Files.write(scratch.resolve("untrained.onnx"), untrained);
        final SeenDecisions seen = new SeenDecisions();
        run(ExamplePolicy.ONNX.under(Map.of("policy.model.file", file.toString(), "policy.model.engine", "exact")), "seen", ns(LEARNED_UNTIL), seen);
        return seen.all();
    }

    private static float[] floats(final double[] numbers) {
        final float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private SortedMap<String, String> metadata(final List<SeenDecision> seen, final int examples, final DriftReference reference) {
        final SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put(Model.CONTRACT_KEY, contract.canonical());
        metadata.put(DriftReference.KEY, reference.text());
        metadata.put("training.script", "scripts/example-model");
        metadata.put("training.data", "BTCUSDT perpetual of Binance, recorded by hftbacktest, examples/usdm/btcusdt_20240808.gz; SHA-256 "
            + Recording.bundled().sha256());
        metadata.put("training.licence", "data: MIT, Copyright (c) 2022 nkaz001@protonmail.com; model: Apache-2.0");
        metadata.put("training.period", time(seen.getFirst().timeNs()) + " to " + LEARNED_UNTIL + ", " + examples + " examples");
        metadata.put("training.method", "supervised: whether the mark moves by more than the maker fee within 20 s");
        metadata.put("training.purpose", "an example of a model in a session; no strategy");
        return metadata;
    }

    private static String golden(final byte[] onnx, final float[][] examples, final List<float[]> said) {
        final List<float[]> rows = new ArrayList<>();
        for (int row = 0; row < examples.length; row += GOLDEN_EVERY) {
            final float[] logits = said.get(row);
            final float[] both = Arrays.copyOf(examples[row], examples[row].length + logits.length);
            System.arraycopy(logits, 0, both, examples[row].length, logits.length);
            rows.add(both);
        }
        return GoldenVectors.text(OnnxReader.read("example.onnx", onnx, onnx.length), rows);
    }

    /** Trades only what is new to the model, through the whole pipeline. */
    BacktestResult tradeNewData(final ExamplePolicy policy, final Map<String, String> overrides) {
        final Map<String, String> all = new TreeMap<>(overrides);
        all.put("session.warmup", (ns(LEARNED_UNTIL) - Recording.bundled().firstTimeNs()) / 1_000_000 + "ms");
        return run(policy.under(all), "new-" + policy, Long.MAX_VALUE, (buffer, offset, length) -> { });
    }

    private BacktestResult run(final Map<String, String> overrides, final String name, final long untilNs, final OutputSink outputs) {
        final Settings settings = Settings.readResource(DEMO, overrides);
        final TopologySettings topology = settings.topology().oneThread();
        final Recording recording = Recording.bundled();
        try (MarketDataSource market = recording.open()) {
            return Backtest.run(
                new Backtest.Plan(
                    settings.engine(), settings.venue(), topology, new Backtest.Period(Long.MIN_VALUE, untilNs),
                    new Backtest.Provenance(recording.file(), "", "", ""), TrialLog.NONE),
                market, scratch.resolve(name), Pacer.UNPACED, outputs);
        }
    }

    private static long ns(final Instant time) {
        return time.getEpochSecond() * 1_000_000_000L;
    }

    private static Instant time(final long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L));
    }
}
