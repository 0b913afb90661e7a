package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.lab.evaluation.BarShapes;
import io.ringmaster.lab.evaluation.Fold;
import io.ringmaster.lab.evaluation.LeakCheck;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.lab.evaluation.Stability;
import io.ringmaster.lab.statistics.Interval;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An evaluation as lines of a table, and as JSON. */
final class EvaluationText {

    private static final String ROW = "%-24s %11s %13s %16s %8s %8s %9s";
    private static final double SIGNIFICANT = 0.05;

    private EvaluationText() {
    }

    static JsonLine json(final EvaluationReport report) {
        final PolicyEvaluation evaluation = report.evaluation();
        final boolean isCompared = evaluation.comparison() != null;
        return new JsonLine()
            .putList("policies", evaluation.policies(), EvaluationText::put)
            .put("trials", evaluation.trials().trials())
            .put("pbo", isCompared ? evaluation.comparison().overfitting().probability() : Double.NaN)
            .put("spaPValue", isCompared ? evaluation.comparison().betterThanAll() : Double.NaN)
            .put("hardestBaseline", isCompared ? evaluation.hardestBaseline() : null)
            .put("spaPValueWorse", isCompared ? evaluation.comparison().worseThanOne() : Double.NaN)
            .put("withoutWicks", report.wickless())
            .putList("divisions", report.stability(), EvaluationText::put)
            .putObject("random", line -> putRandom(report, line))
            .putList("inputs", report.leaks(), (each, line) -> line.put("name", each.name()).put("compared", each.rows())
                .put("correlation", each.correlation()).put("limit", each.limit()).put("isSuspicious", each.isSuspicious()))
            .putList("cuts", report.cuts(), (each, line) -> line.put("time", each.time().toString()).put("decisions", each.decisions())
                .put("isSame", each.isSame()));
    }

    private static void put(final PolicyEvaluation.Judged each, final JsonLine line) {
        line.put("name", each.name()).put("netReturn", each.netReturn());
        put(each.sharpe(), line);
        line.put("turnover", each.turnover());
    }

    private static void put(final JudgedSharpe sharpe, final JsonLine line) {
        final Interval interval = sharpe.annualInterval();
        line.put("sharpe", sharpe.annual())
            .put("sharpeLow", interval.low())
            .put("sharpeHigh", interval.high())
            .put("psr", sharpe.psr())
            .put("dsr", sharpe.dsr());
    }

    private static void put(final Stability stability, final JsonLine line) {
        line.put("method", stability.method())
            .putList("folds", stability.folds(), EvaluationText::put)
            .putList("paths", stability.paths(), EvaluationText::put);
    }

    private static void put(final Fold fold, final JsonLine line) {
        line.put("name", fold.name()).put("from", fold.from().toString()).put("to", fold.to().toString()).put("days", fold.daily().count())
            .put("netReturn", fold.daily().net());
        put(fold.sharpe(), line);
    }

    private static void putRandom(final EvaluationReport report, final JsonLine line) {
        line.put("traders", report.random().size())
            .put("withThePolicysTurnover", report.near())
            .put("above", report.random().isEmpty() ? Double.NaN : report.aboveRandom())
            .putList("outcomes", report.random(), (each, one) -> one.put("seed", each.seed()).put("netReturn", each.netReturn())
                .put("turnover", each.turnover()).put("timeLong", each.habits().timeLong()).put("timeShort", each.habits().timeShort())
                .put("averageExposure", each.habits().averageExposure()));
    }

    static List<String> lines(final EvaluationReport report) {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "", "net return", "Sharpe a year", "95 %", "PSR", "DSR", "turnover"));
        for (final PolicyEvaluation.Judged each : report.evaluation().policies()) {
            lines.add(String.format(Locale.ROOT, ROW, row(each.name(), cells(each))));
        }
        verdict(report).forEach(sentence -> lines.add("  " + sentence));
        steadiness(report).forEach(sentence -> lines.add("  " + sentence));
        random(report).forEach(sentence -> lines.add("  " + sentence));
        leaks(report).forEach(sentence -> lines.add("  " + sentence));
        return lines;
    }

    private static Object[] row(final String name, final String[] cells) {
        final Object[] row = new Object[cells.length + 1];
        row[0] = name;
        System.arraycopy(cells, 0, row, 1, cells.length);
        return row;
    }

    static String[] cells(final PolicyEvaluation.Judged each) {
        final String[] judged = cells(each.netReturn(), each.sharpe());
        final String[] all = Arrays.copyOf(judged, judged.length + 1);
        all[judged.length] = String.format(Locale.ROOT, "%.1f ×", each.turnover());
        return all;
    }

    /** Net return, Sharpe ratio, interval, PSR, DSR; empty where nothing is judged. */
    static String[] cells(final double netReturn, final JudgedSharpe sharpe) {
        final Interval interval = sharpe.annualInterval();
        final boolean isKnown = sharpe.isKnown();
        return new String[] {
            percent(netReturn),
            isKnown ? String.format(Locale.ROOT, "%.2f", sharpe.annual()) : "",
            isKnown ? String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high()) : "",
            isKnown ? String.format(Locale.ROOT, "%.1f %%", 100 * sharpe.psr()) : "",
            isKnown ? String.format(Locale.ROOT, "%.1f %%", 100 * sharpe.dsr()) : ""};
    }

    private static String percent(final double share) {
        return String.format(Locale.ROOT, "%+.2f %%", 100 * share);
    }

    /** What the comparison says, as sentences. */
    static List<String> verdict(final EvaluationReport report) {
        final PolicyEvaluation evaluation = report.evaluation();
        final List<String> sentences = new ArrayList<>();
        if (!report.isFit()) {
            sentences.add(notJudged(report.wickless()));
        } else if (evaluation.comparison() == null) {
            sentences.add("Less than 30 days: too short to judge.");
        } else {
            compared(evaluation, sentences);
        }
        sentences.addAll(report.notes());
        return sentences;
    }

    private static void compared(final PolicyEvaluation evaluation, final List<String> sentences) {
        sentences.add(String.format(Locale.ROOT, "DSR counts %,d %s.", evaluation.trials().trials(), evaluation.trials().trials() == 1 ? "trial" : "trials"));
        sentences.add(String.format(Locale.ROOT, "The policy %s every baseline: p = %.3f against %s (SPA).",
            evaluation.comparison().betterThanAll() <= SIGNIFICANT ? "beats" : "is not shown to beat", evaluation.comparison().betterThanAll(),
            evaluation.hardestBaseline()));
        sentences.add(String.format(Locale.ROOT, "%s the policy: p = %.3f (SPA).",
            evaluation.comparison().worseThanOne() <= SIGNIFICANT ? "A baseline beats" : "No baseline is shown to beat",
            evaluation.comparison().worseThanOne()));
        if (Double.isFinite(evaluation.comparison().overfitting().probability())) {
            sentences.add(String.format(Locale.ROOT, "The best of them in one half of the time is below the median in the other in %.0f %% of the"
                + " divisions (PBO; luck gives 50 %%).",
                100 * evaluation.comparison().overfitting().probability()));
        }
    }

    private static String notJudged(final double wickless) {
        return String.format(Locale.ROOT, "NOT JUDGED: %.0f %% of the bars have no wicks. Within such a bar the price goes on as it began, so stops"
            + " earn on noise. Give bars whose high and low are those of the market.", 100 * wickless);
    }

    /** Why results on such bars are not to be believed, as sentences. */
    static List<String> doubts(final ExecutionSettings.Trailing trailing, final BarShapes shapes) {
        final List<String> sentences = new ArrayList<>();
        if (shapes.withoutWicks() > BarShapes.MOST_WITHOUT_WICKS) {
            sentences.add(notJudged(shapes.withoutWicks()));
        }
        sentences.addAll(cautions(trailing, shapes));
        return sentences;
    }

    /** What makes simulated stops on such bars too good, as a sentence. */
    static List<String> cautions(final ExecutionSettings.Trailing trailing, final BarShapes shapes) {
        final int nearest = nearestMovingStopBps(trailing);
        return nearest >= shapes.usualHeightBps() ? List.of() : List.of(String.format(
            Locale.ROOT, "CAUTION: a moving stop is %d bps from the price, and half of the bars are %d bps high or more. Within such bars moving stops earn on"
                + " noise. Give shorter bars, or wider stops.", nearest, shapes.usualHeightBps()));
    }

    /** The smallest distance of a stop that moves with the price; the largest number if none does. */
    private static int nearestMovingStopBps(final ExecutionSettings.Trailing trailing) {
        int nearest = Integer.MAX_VALUE;
        nearest = trailing.breakevenFromBps() > 0 ? Math.min(nearest, trailing.breakevenFromBps()) : nearest;
        nearest = trailing.trailFromBps() > 0 ? Math.min(nearest, trailing.trailBps()) : nearest;
        return trailing.closeTrailFromBps() > 0 ? Math.min(nearest, trailing.closeTrailBps()) : nearest;
    }

    /** How steady the policy is, a sentence for each division of the time. */
    static List<String> steadiness(final EvaluationReport report) {
        return report.stability().stream().map(each -> String.format(
            Locale.ROOT, "%s: %d of %d earned; %s", capitalised(each.method()), each.winning(), each.folds().size(),
            each.paths().size() > 1 ? each.paths().size() + " paths through the whole time: " + range(each.spread()) + ". The path in the middle is the policy's."
                : "net " + range(each.spread()) + ".")).toList();
    }

    private static String capitalised(final String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String range(final double[] sorted) {
        return percent(sorted[0]) + " to " + percent(sorted[sorted.length - 1]) + ", median " + percent((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    /** The policy among those who trade as much at random. */
    static List<String> random(final EvaluationReport report) {
        if (report.random().isEmpty()) {
            return List.of();
        }
        final double[] net = report.random().stream().mapToDouble(RandomTraders.Outcome::netReturn).sorted().toArray();
        final String reach = report.near() == net.length ? "" : String.format(
            Locale.ROOT, " Only %d of them reach a turnover within %.0f %% of the policy's.", report.near(), 100 * RandomTraders.TOLERANCE);
        return List.of(String.format(Locale.ROOT, "Random with the same turnover, %d traders: net %s. The policy is above %.0f %% of them.%s", net.length,
            range(net), 100 * report.aboveRandom(), reach));
    }

    /** Whether the inputs know the future. */
    static List<String> leaks(final EvaluationReport report) {
        final List<String> sentences = new ArrayList<>();
        for (final LeakCheck.Checked each : report.suspicious()) {
            sentences.add(String.format(Locale.ROOT, "LOOK-AHEAD: %s knows what follows it. The rank correlation with the next return is %.2f; the limit is %.2f."
                + " Check when each of its values is known.", each.name(), each.correlation(), each.limit()));
        }
        if (report.knowsTheFuture()) {
            sentences.add("LOOK-AHEAD: the policy decides otherwise up to " + report.cuts().stream().filter(cut -> !cut.isSame())
                .map(cut -> cut.time().toString()).collect(Collectors.joining(", ")) + " when the data end there. Its decisions depend on later data.");
        }
        if (sentences.isEmpty() && !report.leaks().isEmpty()) {
            final long known = report.leaks().stream().filter(LeakCheck.Checked::isKnown).count();
            sentences.add(String.format(Locale.ROOT, "Leak check: %d of %d inputs change often enough to compare with the return after them; none knows it.%s",
                known, report.leaks().size(), report.cuts().isEmpty() ? "" : " The decisions are the same when the later data are missing."));
        }
        return sentences;
    }
}
