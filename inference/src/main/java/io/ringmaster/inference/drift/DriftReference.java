package io.ringmaster.inference.drift;

import io.ringmaster.inference.model.graph.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model saw and said where it was trained: for every value of its observation, and every number of its first output, the bins of a histogram and
 * the share of each. The text is a property of the model's metadata, one line a histogram, values first:
 *
 * <pre>
 *   ringmaster.reference 1
 *   value 0.25 -0.5 0.5 0.5 0.25       25 % up to -0.5, 50 % above that up to 0.5, 25 % above 0.5
 *   output 0.9 0 0.1
 * </pre>
 *
 * @param values  in the order of the observation
 * @param outputs in the order of the first output
 */
public record DriftReference(List<Bins> values, List<Bins> outputs) {

    /** The key of the metadata. */
    public static final String KEY = "ringmaster.reference";

    private static final String FIRST_LINE = KEY + " 1";
    private static final String VALUE = "value";
    private static final String OUTPUT = "output";
    static final int MOST_BINS = 32;
    private static final int DECILES = 10;
    private static final double ROUNDING = 1e-3;

    /**
     * A histogram.
     *
     * @param edges  ascending; a bin reaches from above the edge before it up to its own edge, which belongs to it. The last bin has no upper edge
     * @param shares of all observations, one more than edges
     */
    public record Bins(List<Double> edges, List<Double> shares) {

        public Bins {
            edges = List.copyOf(edges);
            shares = List.copyOf(shares);
            if (shares.size() < 2 || shares.size() > MOST_BINS) {
                throw new IllegalArgumentException("it has " + shares.size() + " bins; give 2 to " + MOST_BINS);
            }
            for (int i = 0; i < edges.size(); i++) {
                if (!Double.isFinite(edges.get(i)) || i > 0 && edges.get(i) <= edges.get(i - 1)) {
                    throw new IllegalArgumentException("its edges must be finite and ascend: " + edges.get(i));
                }
            }
            if (shares.stream().anyMatch(share -> !(share >= 0)) || Math.abs(shares.stream().mapToDouble(share -> share).sum() - 1) > ROUNDING) {
                throw new IllegalArgumentException("its shares must not be negative, and be 1 together");
            }
        }

        /** @param words share, edge, share, edge, ... share */
        private static Bins of(final List<String> words) {
            if (words.size() % 2 == 0) {
                throw new IllegalArgumentException("a share must come first and last, with an edge between two shares");
            }
            final List<Double> edges = new ArrayList<>();
            final List<Double> shares = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                (i % 2 == 0 ? shares : edges).add(number(words.get(i)));
            }
            return new Bins(edges, shares);
        }

        private static double number(final String word) {
            try {
                return Double.parseDouble(word);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("'" + word + "' is not a number", e);
            }
        }
    }

    public DriftReference {
        values = List.copyOf(values);
        outputs = List.copyOf(outputs);
    }

    /**
     * Makes a reference by deciles. A number that repeats is one edge, so that a column of few numbers has fewer bins.
     *
     * @param observations what the model saw where it was trained, at least one
     * @param said         its first output for each
     */
    public static DriftReference of(final List<float[]> observations, final List<float[]> said) {
        return new DriftReference(deciles(observations), deciles(said));
    }

    private static List<Bins> deciles(final List<float[]> rows) {
        return IntStream.range(0, rows.getFirst().length)
            .mapToObj(column -> deciles(rows.stream().mapToDouble(row -> row[column]).sorted().toArray())).toList();
    }

    private static Bins deciles(final double[] sorted) {
        final List<Double> edges = IntStream.range(1, DECILES).mapToObj(i -> sorted[(sorted.length - 1) * i / DECILES]).distinct().toList();
        final List<Double> shares = new ArrayList<>();
        int counted = 0;
        for (final double edge : edges) {
            final int upTo = (int) Arrays.stream(sorted).filter(each -> each <= edge).count();
            shares.add((upTo - counted) / (double) sorted.length);
            counted = upTo;
        }
        shares.add((sorted.length - counted) / (double) sorted.length);
        return new Bins(edges, shares);
    }

    /** As the metadata of a model holds it. */
    public String text() {
        return FIRST_LINE + "\n" + lines(VALUE, values) + lines(OUTPUT, outputs);
    }

    private static String lines(final String word, final List<Bins> all) {
        return all.stream().map(bins -> word + IntStream.range(0, bins.shares.size())
            .mapToObj(i -> " " + bins.shares.get(i) + (i < bins.edges.size() ? " " + bins.edges.get(i) : "")).collect(Collectors.joining()) + "\n")
            .collect(Collectors.joining());
    }

    /**
     * The reference of a model.
     *
     * @return null if it carries none
     * @throws IllegalArgumentException if the text is wrong, or does not fit the model; the message names the line
     */
    public static DriftReference of(final Model model) {
        final String text = model.metadata().get(KEY);
        return text == null ? null : parse(text).requireFit(model.graph().input().size(), model.graph().outputs().getFirst().size());
    }

    /** @throws IllegalArgumentException if the text is wrong; the message names the line */
    static DriftReference parse(final String text) {
        final List<String> lines = text.strip().lines().toList();
        if (!lines.getFirst().strip().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("line 1 must be '" + FIRST_LINE + "'");
        }
        final List<Bins> values = new ArrayList<>();
        final List<Bins> outputs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            final List<String> words = Stream.of(lines.get(i).strip().split("\\s+")).toList();
            try {
                listOf(words.getFirst(), values, outputs).add(Bins.of(words.subList(1, words.size())));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new DriftReference(values, outputs);
    }

    private static List<Bins> listOf(final String word, final List<Bins> values, final List<Bins> outputs) {
        return switch (word) {
            case VALUE -> values;
            case OUTPUT -> outputs;
            default -> throw new IllegalArgumentException("begins with '" + word + "' instead of " + VALUE + " or " + OUTPUT);
        };
    }

    private DriftReference requireFit(final int observed, final int said) {
        if (values.size() != observed || outputs.size() != said) {
            throw new IllegalArgumentException("it has " + values.size() + " values and " + outputs.size() + " outputs, but the model has " + observed
                + " and " + said);
        }
        return this;
    }
}
