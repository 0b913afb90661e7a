package io.ringmaster.lab.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.lab.classifier.SeenDecision;
import io.ringmaster.schema.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market in which one of five features knows the next move, and another one does only together with a third. */
class FeatureAnalysisTest {

    private static final FeatureAnalysis.Settings SETTINGS = new FeatureAnalysis.Settings(4, 99, 3);
    private static final List<String> NAMES = List.of("signal", "noise", "constant", "copy", "other");
    private static final int SIGNAL = 0;
    private static final int NOISE = 1;
    private static final int CONSTANT = 2;
    private static final int OTHER = 4;

    @TempDir
    private Path directory;

    /** The model of the test says twice the value of {@code other}, and half of {@code signal}. */
    private static final class Twice implements ModelEngine {

        private final float[] seen = new float[NAMES.size()];
        private final float[] said = new float[1];

        @Override
        public EngineKind kind() {
            return EngineKind.EXACT;
        }

        @Override
        public float[] input() {
            return seen;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float[] output(final int index) {
            return said;
        }

        @Override
        public void run() {
            said[0] = 2 * seen[OTHER] + seen[SIGNAL] / 2;
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    private static ObservedReturns market(final double right) {
        final SplittableRandom random = new SplittableRandom(11);
        final List<SeenDecision> decisions = new ArrayList<>();
        double mark = 20_000;
        for (int i = 0; i < 2_001; i++) {
            final double next = (random.nextBoolean() ? 1 : -1) * random.nextDouble(5, 15);
            final double signal = random.nextDouble() < right ? Math.signum(next) : -Math.signum(next);
            final float noise = (float) random.nextDouble(-1, 1);
            decisions.add(new SeenDecision(
                i * 1_000_000_000L, new float[] {(float) signal, noise, 3, noise / 2, (float) random.nextDouble(-1, 1)}, mark));
            mark += next;
        }
        return ObservedReturns.of(NAMES, decisions, 1_000_000_000L, 100_000);
    }

    @Test
    void shouldFindTheFeatureThatKnows() {
        final FeatureAnalysis analysis = FeatureAnalysis.of(market(0.8), new Twice(), SETTINGS, done -> { });
        final FeatureAnalysis.Feature signal = analysis.features().get(SIGNAL);

        // 80 % of two equal halves: 0.8 ln 1.6 + 0.2 ln 0.4, as two values make two bins.
        assertEquals(0.1927, signal.link().information().nats(), 0.03);
        assertEquals(0.01, signal.link().information().pValue(), 1e-12);
        assertEquals(0.6, signal.link().linear(), 0.05);
        assertTrue(analysis.loss() < FeatureAnalysis.KNOWS_NOTHING - 0.1, "loss " + analysis.loss());
        assertTrue(signal.fitted().mean() > 0.1, signal.toString());
        final FeatureAnalysis.Feature noise = analysis.features().get(NOISE);
        assertTrue(noise.link().information().nats() < 0.02 && Math.abs(noise.fitted().mean()) < 0.02, noise.toString());

        assertEquals(List.of(0, 1, 3, 4), analysis.varying());
        assertNull(analysis.features().get(CONSTANT).link());
        assertEquals(0, analysis.features().get(CONSTANT).fitted().mean());
        assertEquals(1, analysis.correlations().linear()[1][2], 1e-9);
        // Noise and its half are one direction of four.
        assertEquals(3, analysis.components().holding(0.999));
    }

    @Test
    void shouldExplainAGivenModel() {
        final FeatureAnalysis analysis = FeatureAnalysis.of(market(0.8), new Twice(), SETTINGS, done -> { });

        assertEquals(0, analysis.features().get(NOISE).model().mean());
        final double other = analysis.features().get(OTHER).model().mean();
        final double signal = analysis.features().get(SIGNAL).model().mean();
        // Two random values of [-1, 1] are 2/3 apart, signs are 1 apart on average. The answer's deviation is the root of 4/3 + 1/4.
        assertEquals(2 * 2.0 / 3 / Math.sqrt(4.0 / 3 + 0.25), other, 0.08);
        assertEquals(0.5 / Math.sqrt(4.0 / 3 + 0.25), signal, 0.05);
    }

    @Test
    void shouldKnowNothingOfNoise() {
        final FeatureAnalysis analysis = FeatureAnalysis.of(market(0.5), null, SETTINGS, done -> { });

        assertTrue(analysis.loss() > FeatureAnalysis.KNOWS_NOTHING - 0.02, "loss " + analysis.loss());
        assertNull(analysis.features().get(SIGNAL).model());
    }

    @Test
    void shouldWriteTheSameFilesEachTime() throws IOException {
        for (final String run : List.of("first", "second")) {
            final Path out = Files.createDirectory(directory.resolve(run));
            new FeatureFiles(FeatureAnalysis.of(market(0.8), null, SETTINGS, done -> { })).write(out, "a & b");
        }
        for (final String file : List.of("features.csv", "correlation.csv", "rank_correlation.csv", "components.csv", "features.html")) {
            assertEquals(-1, Files.mismatch(directory.resolve("first").resolve(file), directory.resolve("second").resolve(file)), file);
        }
        final List<String> features = Files.readAllLines(directory.resolve("first/features.csv"));
        assertEquals(1 + NAMES.size(), features.size());
        assertEquals("constant,3.0,0.0,,,,,,0.0,0.0,,", features.get(1 + CONSTANT));
        assertEquals("feature,signal,noise,copy,other", Files.readAllLines(directory.resolve("first/correlation.csv")).getFirst());
        final String page = Files.readString(directory.resolve("first/features.html"));
        assertTrue(page.contains("a &amp; b") && !page.contains("{{data") && !page.contains("<script src") && !page.contains("<link"), "not self-contained");
    }
}
