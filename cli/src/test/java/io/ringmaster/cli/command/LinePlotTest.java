package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinePlotTest {

    private static final long[] DAYS = {17_000, 17_001};
    private static final double[] VALUES = {1, 1.1, 0.9};

    /** A policy and twelve baselines, as in an evaluation. */
    private static final int LINES = 13;

    @Test
    void shouldDrawNoTwoLinesOfAnEvaluationAlike() {
        final LinePlot plot = plot();

        final Set<String> drawn = new TreeSet<>(found(plot.svg(DAYS), "fill=\"none\" stroke=\"([^\"]*)\" .*stroke-dasharray=\"([^\"]*)\""));

        assertEquals(LINES, drawn.size(), drawn::toString);
    }

    @Test
    void shouldNameEachLineBesideItsColourAndDash() {
        final String keys = plot().keys();

        assertEquals(LINES, new TreeSet<>(found(keys, "border-top-style:([a-z]*);border-top-color:(#[0-9a-f]*)")).size(), keys);
        assertEquals("solid #000000", found(keys, "border-top-style:([a-z]*);border-top-color:(#[0-9a-f]*)").getFirst(), "the policy comes first");
    }

    private static LinePlot plot() {
        final LinePlot plot = new LinePlot();
        IntStream.range(0, LINES).forEach(i -> plot.add("line " + i, VALUES, i == LINES - 1));
        return plot;
    }

    private static List<String> found(final String text, final String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult each) -> each.group(1) + " " + each.group(2)).toList();
    }
}
