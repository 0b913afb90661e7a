package io.ringmaster.bench.revision;

import io.ringmaster.bench.revision.RatioInterval.Verdict;
import io.ringmaster.bench.revision.RunResults.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the benchmarks of two revisions, for {@code scripts/compare-revisions}. It reads a directory with the result files {@code a-1.json},
 * {@code b-1.json}, {@code a-2.json} and so on, in the order in which the processes ran.
 */
public final class RevisionComparison {

    private static final int SLOWER = 1;
    private static final int BAD_USAGE = 2;
    private static final String FAIL = "--fail-if-slower";
    /** Of a 95 % interval. */
    private static final double FALSE_SHARE = 0.05;

    private final PrintStream out;
    private final List<RunResults> before;
    private final List<RunResults> after;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

    private RevisionComparison(final PrintStream out, final List<RunResults> before, final List<RunResults> after) {
        this.out = out;
        this.before = before;
        this.after = after;
    }

    /** @param arguments the directory, and {@code --fail-if-slower} in front of it */
    public static void main(final String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** @return 0; 1 if something is slower and that was to fail; 2 if it cannot compare */
    static int run(final String[] arguments, final PrintStream out, final PrintStream err) {
        final boolean fails = arguments.length == 2 && arguments[0].equals(FAIL);
        if (arguments.length != (fails ? 2 : 1) || arguments[0].isEmpty()) {
            err.println("usage: RevisionComparison [" + FAIL + "] DIRECTORY");
            return BAD_USAGE;
        }
        final Path directory = Path.of(arguments[arguments.length - 1]);
        try {
            final RevisionComparison comparison = new RevisionComparison(out, read(directory, "a"), read(directory, "b"));
            comparison.requireRounds(directory);
            comparison.print();
            return fails && comparison.verdicts.getOrDefault(Verdict.SLOWER, 0) > 0 ? SLOWER : 0;
        } catch (final IOException e) {
            err.println(e.getMessage());
            return BAD_USAGE;
        }
    }

    private static List<RunResults> read(final Path directory, final String revision) throws IOException {
        final List<RunResults> runs = new ArrayList<>();
        for (Path file = file(directory, revision, 1); Files.exists(file); file = file(directory, revision, runs.size() + 1)) {
            runs.add(RunResults.read(file));
        }
        return runs;
    }

    private static Path file(final Path directory, final String revision, final int round) {
        return directory.resolve(revision + "-" + round + ".json");
    }

    private void requireRounds(final Path directory) throws IOException {
        if (before.size() != after.size() || before.size() < PairedBootstrap.LEAST_ROUNDS) {
            throw new IOException(directory + " has " + before.size() + " and " + after.size() + " results. There must be as many of each revision, at least "
                + PairedBootstrap.LEAST_ROUNDS + ".");
        }
    }

    private void print() {
        final Set<String> all = new TreeSet<>();
        before.forEach(run -> all.addAll(run.scores().keySet()));
        after.forEach(run -> all.addAll(run.scores().keySet()));
        final Map<String, String> lines = new TreeMap<>();
        all.forEach(name -> lines.put(name, line(name)));
        final int width = all.stream().mapToInt(String::length).max().orElse(0);
        out.printf(Locale.ROOT, "%-" + width + "s  %12s %12s            B/A  95 %% interval   bytes          verdict%n", "benchmark", "A", "B");
        lines.forEach((name, line) -> out.printf(Locale.ROOT, "%-" + width + "s  %s%n", name, line));
        final int compared = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        out.printf(Locale.ROOT, "%d compared in %d rounds: %d faster, %d slower. Without any change, %.1f of %d would seem to differ.%n",
            compared, before.size(), verdicts.getOrDefault(Verdict.FASTER, 0), verdicts.getOrDefault(Verdict.SLOWER, 0), FALSE_SHARE * compared, compared);
    }

    private String line(final String name) {
        final boolean isInA = before.stream().allMatch(run -> run.scores().containsKey(name));
        final boolean isInB = after.stream().allMatch(run -> run.scores().containsKey(name));
        if (!isInA || !isInB) {
            return isInA ? "only in A" : isInB ? "only in B" : "not in every run";
        }
        final RatioInterval interval = PairedBootstrap.of(times(before, name), times(after, name));
        verdicts.merge(interval.verdict(), 1, Integer::sum);
        return String.format(Locale.ROOT, "%12.1f %12.1f %-9s %5.3f  %5.3f to %5.3f  %-14s %s",
            mean(before, name), mean(after, name), before.getFirst().scores().get(name).unit(), interval.ratio(), interval.low(), interval.high(),
            bytes(name), interval.verdict().words());
    }

    private static double[] times(final List<RunResults> runs, final String name) {
        return runs.stream().mapToDouble(run -> run.scores().get(name).time()).toArray();
    }

    private static double mean(final List<RunResults> runs, final String name) {
        return runs.stream().mapToDouble(run -> run.scores().get(name).time()).average().orElseThrow();
    }

    private String bytes(final String name) {
        final String a = bytes(before, name);
        final String b = bytes(after, name);
        return a.equals(b) ? a : a + " to " + b;
    }

    private static String bytes(final List<RunResults> runs, final String name) {
        final double mean = runs.stream().map(run -> run.scores().get(name)).mapToDouble(Score::bytes).average().orElseThrow();
        return Double.isNaN(mean) ? "" : String.format(Locale.ROOT, "%,.0f", mean);
    }
}
