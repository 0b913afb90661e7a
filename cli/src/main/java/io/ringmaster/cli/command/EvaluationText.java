package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as a table, as JSON, and as a page. */
final class EvaluationText {

    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Evaluation: %1$s</title>
        <style>
          body { margin: 0; background: #f6f7f9; color: #1c2330; font: 14px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
          main { max-width: 1000px; margin: 0 auto; padding: 28px 24px; }
          h1 { font-size: 22px; overflow-wrap: anywhere; }
          table { border-collapse: collapse; width: 100%%; background: #fff; font-variant-numeric: tabular-nums; }
          th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid #e2e6ec; font-weight: 400; }
          th:first-child { text-align: left; }
          thead th { color: #5d6778; }
          tbody tr:first-child > * { font-weight: 600; }
        </style>
        </head>
        <body>
        <main>
        <h1>Evaluation of %1$s</h1>
        <table><thead><tr><th></th><th>Net return</th><th>Sharpe a year</th><th>95 %%</th><th>Above 0 (PSR)</th><th>Above luck (DSR)</th><th>Turnover</th></tr></thead>
        <tbody>
        %2$s</tbody></table>
        %3$s</main>
        </body>
        </html>
        """;

    private EvaluationText() {
    }

    static JsonLine json(final PolicyEvaluation evaluation) {
        final boolean isCompared = evaluation.comparison() != null;
        return new JsonLine()
            .putList("policies", evaluation.policies(), EvaluationText::put)
            .put("trials", evaluation.trials().trials())
            .put("pbo", isCompared ? evaluation.comparison().overfitting().probability() : Double.NaN)
            .put("spaPValue", isCompared ? evaluation.comparison().betterThanAll() : Double.NaN)
            .put("hardestBaseline", isCompared ? evaluation.hardestBaseline() : null)
            .put("spaPValueWorse", isCompared ? evaluation.comparison().worseThanOne() : Double.NaN);
    }

    private static void put(final PolicyEvaluation.Judged each, final JsonLine line) {
        final Interval interval = each.sharpe().annualInterval();
        line.put("name", each.name())
            .put("netReturn", each.netReturn())
            .put("sharpe", each.sharpe().annual())
            .put("sharpeLow", interval.low())
            .put("sharpeHigh", interval.high())
            .put("psr", each.sharpe().psr())
            .put("dsr", each.sharpe().dsr())
            .put("turnover", each.turnover());
    }

    static List<String> lines(final PolicyEvaluation evaluation) {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-24s %11s %13s %16s %8s %8s %9s", "", "net return", "Sharpe a year", "95 %", "PSR", "DSR", "turnover"));
        for (final PolicyEvaluation.Judged each : evaluation.policies()) {
            final String[] cells = cells(each);
            lines.add(String.format(Locale.ROOT, "%-24s %11s %13s %16s %8s %8s %9s", each.name(), cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
        }
        sentences(evaluation).forEach(sentence -> lines.add("  " + sentence));
        return lines;
    }

    private static String[] cells(final PolicyEvaluation.Judged each) {
        final Interval interval = each.sharpe().annualInterval();
        final boolean isKnown = each.sharpe().isKnown();
        return new String[] {
            String.format(Locale.ROOT, "%+.2f %%", 100 * each.netReturn()),
            isKnown ? String.format(Locale.ROOT, "%.2f", each.sharpe().annual()) : "",
            isKnown ? String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high()) : "",
            isKnown ? String.format(Locale.ROOT, "%.1f %%", 100 * each.sharpe().psr()) : "",
            isKnown ? String.format(Locale.ROOT, "%.1f %%", 100 * each.sharpe().dsr()) : "",
            String.format(Locale.ROOT, "%.1f ×", each.turnover())};
    }

    private static List<String> sentences(final PolicyEvaluation evaluation) {
        if (evaluation.comparison() == null) {
            return List.of("Less than 30 days: too short to judge.");
        }
        final List<String> sentences = new ArrayList<>();
        sentences.add(String.format(Locale.ROOT, "DSR counts %,d %s.", evaluation.trials().trials(), evaluation.trials().trials() == 1 ? "trial" : "trials"));
        sentences.add(String.format(Locale.ROOT, "The policy %s every baseline: p = %.3f against %s (SPA).",
            evaluation.comparison().betterThanAll() <= 0.05 ? "beats" : "is not shown to beat", evaluation.comparison().betterThanAll(),
            evaluation.hardestBaseline()));
        sentences.add(String.format(Locale.ROOT, "%s the policy: p = %.3f (SPA).",
            evaluation.comparison().worseThanOne() <= 0.05 ? "A baseline beats" : "No baseline is shown to beat", evaluation.comparison().worseThanOne()));
        if (Double.isFinite(evaluation.comparison().overfitting().probability())) {
            sentences.add(String.format(Locale.ROOT, "Choosing the best of them here would be wrong with %.0f %% (PBO; 50 %% is luck).",
                100 * evaluation.comparison().overfitting().probability()));
        }
        return sentences;
    }

    static String html(final PolicyEvaluation evaluation, final String title) {
        final StringBuilder rows = new StringBuilder();
        for (final PolicyEvaluation.Judged each : evaluation.policies()) {
            rows.append("<tr><th>").append(escaped(each.name())).append("</th><td>").append(String.join("</td><td>", cells(each))).append("</td></tr>\n");
        }
        final StringBuilder text = new StringBuilder();
        sentences(evaluation).forEach(sentence -> text.append("<p>").append(escaped(sentence)).append("</p>\n"));
        return String.format(Locale.ROOT, PAGE, escaped(title), rows, text);
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
