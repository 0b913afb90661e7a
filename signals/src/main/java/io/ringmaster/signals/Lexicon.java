package io.ringmaster.signals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Scores how positive or negative a text is by its words: the rated words of VADER (Hutto and Gilbert 2014) and some market words. An
 * intensifier up to three words before a word raises or lowers its rating by 0.293, less with distance; a negation there multiplies it by -0.74.
 * The sum s becomes s / sqrt(s^2 + 15). VADER's rules for capitals, punctuation, idioms and "but" are not applied.
 */
public final class Lexicon {

    private static final double NORMALISER = 15;
    private static final double INTENSITY = 0.293;
    private static final double[] BY_DISTANCE = {1, 0.95, 0.9};
    private static final double NEGATION = -0.74;
    private static final Pattern NO_WORD = Pattern.compile("[^a-z'-]+");
    private static final Set<String> NEGATIONS = new TreeSet<>(Set.of(
        "not", "no", "never", "none", "nor", "neither", "nothing", "nowhere", "without", "cannot", "despite", "rarely", "seldom", "hardly"));
    private static final Set<String> RAISING = new TreeSet<>(Set.of(
        "very", "really", "extremely", "highly", "hugely", "massively", "absolutely", "completely", "totally", "deeply", "so", "more",
        "most", "particularly", "especially", "major", "incredibly", "sharply"));
    private static final Set<String> LOWERING = new TreeSet<>(Set.of(
        "slightly", "somewhat", "partly", "almost", "barely", "marginally", "less", "little", "kinda", "occasionally"));

    private final Map<String, Double> rating = new TreeMap<>();

    /** The built-in lexicon. */
    public Lexicon() {
        read("/sentiment/vader.tsv");
        read("/sentiment/market.tsv");      // The market's rating replaces VADER's.
    }

    private void read(final String resource) {
        try (BufferedReader in = new BufferedReader(
            new InputStreamReader(Lexicon.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> rating.put(line.substring(0, line.indexOf('\t')), Double.valueOf(line.substring(line.indexOf('\t') + 1))));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** The score in [-1, 1]; 0 if no word is rated. */
    public double score(final String text) {
        final String[] words = NO_WORD.split(text.toLowerCase(Locale.ROOT).replace('’', '\''));
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            final Double rated = rating.get(words[i]);
            if (rated != null && !RAISING.contains(words[i]) && !LOWERING.contains(words[i])) {
                sum += inContext(words, i, rated);
            }
        }
        return sum / Math.sqrt(sum * sum + NORMALISER);
    }

    private static double inContext(final String[] words, final int at, final double rated) {
        double value = rated;
        boolean isNegated = false;
        for (int distance = 0; distance < BY_DISTANCE.length && at - distance > 0; distance++) {
            final String before = words[at - distance - 1];
            final double step = INTENSITY * BY_DISTANCE[distance] * Math.signum(rated);
            value += RAISING.contains(before) ? step : LOWERING.contains(before) ? -step : 0;
            isNegated |= NEGATIONS.contains(before) || before.endsWith("n't");
        }
        return isNegated ? NEGATION * value : value;
    }
}
