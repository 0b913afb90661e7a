package io.ringmaster.lab.retraining;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.classifier.Classifier;
import io.ringmaster.lab.classifier.Standardisation;
import io.ringmaster.lab.retraining.ClosedTrades.ClosedTrade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A model with the head {@code size_or_skip} that learned from closed trades: it gives a logit to skip and one to take, and takes what resembles
 * trades that earned more after all costs than the similar ones lost. A trade counts as often as its result is a multiple of the median result. The same
 * trades and the same seed give the same model.
 *
 * <p>It knows nothing of trades that were skipped. So it can only become stricter than the model that took these trades; to learn again what it skips,
 * it needs a training on the market.
 */
public final class SizeOrSkip {

    private static final int SKIP = 0;
    private static final int TAKE = 1;
    private static final int MOST_GOLDEN = 256;
    private static final double RATE = 0.1;
    /** No trade counts more often, so that none decides alone. */
    private static final int MOST_TIMES = 20;

    private SizeOrSkip() {
    }

    /**
     * A model, and how it came about.
     *
     * @param golden the text of its golden vectors
     * @param trades that it learned from
     * @param won    number of them that earned something
     */
    public record Learned(byte[] onnx, String golden, int trades, int won) {
    }

    /**
     * Learns.
     *
     * @throws InvalidInputException if there are too few trades, or all had the same result
     */
    public static Learned from(
        final List<ClosedTrade> trades, final ObservationContract contract, final RetrainingSettings.Trades settings, final long seed) {
        final List<ClosedTrade> fitting = trades.stream().filter(each -> each.seen().length == contract.length()).toList();
        if (fitting.size() < settings.leastTrades()) {
            throw new InvalidInputException("the session closed " + fitting.size() + " trades of its model before the held-out data, and retraining.leastTrades"
                + " asks for " + settings.leastTrades() + ". Let it trade for longer, or set retraining.learnFrom: market.");
        }
        final int won = (int) fitting.stream().filter(each -> each.netReturn() > 0).count();
        if (won == 0 || won == fitting.size()) {
            throw new InvalidInputException("all " + fitting.size() + " closed trades " + (won == 0 ? "lost" : "won")
                + ", so there is nothing to tell apart. Let the session trade for longer.");
        }
        final List<ClosedTrade> weighed = weighed(fitting);
        final float[][] examples = weighed.stream().map(ClosedTrade::seen).toArray(float[][]::new);
        final int[] classes = weighed.stream().mapToInt(each -> each.netReturn() > 0 ? TAKE : SKIP).toArray();
        final Classifier classifier = new Classifier(Standardisation.of(List.of(examples)), settings.width(), 2, seed);
        classifier.learn(examples, classes, new Classifier.Lesson(settings.rounds(), RATE, settings.decay()));
        final byte[] onnx = classifier.onnx("size_or_skip", Map.of(Model.CONTRACT_KEY, contract.canonical()));
        return new Learned(onnx, golden(onnx, classifier, examples), fitting.size(), won);
    }

    /** Each trade as often as it counts, at least once. */
    private static List<ClosedTrade> weighed(final List<ClosedTrade> trades) {
        final double[] results = trades.stream().mapToDouble(each -> Math.abs(each.netReturn())).sorted().toArray();
        final double median = results[results.length / 2];
        final List<ClosedTrade> weighed = new ArrayList<>();
        for (final ClosedTrade trade : trades) {
            final long times = median > 0 ? Math.round(Math.abs(trade.netReturn()) / median) : 1;
            weighed.addAll(Collections.nCopies(Math.clamp(times, 1, MOST_TIMES), trade));
        }
        return weighed;
    }

    private static String golden(final byte[] onnx, final Classifier classifier, final float[][] examples) {
        final List<float[]> rows = new ArrayList<>();
        final int every = 1 + (examples.length - 1) / MOST_GOLDEN;
        for (int i = 0; i < examples.length; i += every) {
            final double[] logits = classifier.logits(examples[i]);
            final float[] row = Arrays.copyOf(examples[i], examples[i].length + logits.length);
            for (int k = 0; k < logits.length; k++) {
                row[examples[i].length + k] = (float) logits[k];
            }
            rows.add(row);
        }
        return GoldenVectors.text(OnnxReader.read("model.onnx", onnx, onnx.length), rows);
    }
}
