package io.ringmaster.cli.command;

import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.evaluation.Fold;
import io.ringmaster.lab.evaluation.LeakCheck;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.lab.evaluation.Stability;
import io.ringmaster.lab.page.PageParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as a page that needs nothing besides itself. */
final class EvaluationPage {

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
          h2 { font-size: 17px; margin: 32px 0 8px; }
          table { border-collapse: collapse; width: 100%%; background: #fff; font-variant-numeric: tabular-nums; }
          th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid #e2e6ec; font-weight: 400; white-space: nowrap; }
          th:first-child { text-align: left; }
          thead th { color: #5d6778; }
          table.policies tbody tr:first-child > * { font-weight: 600; }
          svg { display: block; width: 100%%; background: #fff; margin: 8px 0; }
          svg text { font-size: 11px; fill: #5d6778; }
          p.alert { background: #fdecea; border-left: 4px solid #c62828; padding: 8px 12px; }
          .keys span { display: inline-block; margin-right: 14px; white-space: nowrap; }
          .keys i { display: inline-block; width: 24px; border-top-width: 3px; vertical-align: middle; margin-right: 5px; }
        </style>
        </head>
        <body>
        <main>
        <h1>Evaluation of %1$s</h1>
        %2$s</main>
        </body>
        </html>
        """;
    private static final String JUDGED = "<th>Net return</th><th>Sharpe a year</th><th>95 %</th><th>Above 0 (PSR)</th><th>Above luck (DSR)</th>";

    private EvaluationPage() {
    }

    static String html(final EvaluationReport report, final String title) {
        final StringBuilder body = new StringBuilder();
        policies(report, body);
        stability(report, body);
        random(report, body);
        leaks(report, body);
        return String.format(Locale.ROOT, PAGE, PageParts.escaped(title), body);
    }

    private static void policies(final EvaluationReport report, final StringBuilder body) {
        final List<PolicyEvaluation.Judged> policies = report.evaluation().policies();
        body.append("<table class=\"policies\"><thead><tr><th></th>").append(JUDGED).append("<th>Turnover</th></tr></thead>\n<tbody>\n");
        policies.forEach(each -> row(body, each.name(), EvaluationText.cells(each)));
        body.append("</tbody></table>\n");
        paragraphs(body, EvaluationText.verdict(report));
        if (policies.getFirst().daily().count() == 0) {
            return;
        }
        body.append("<h2>Equity</h2>\n");
        // The policy is drawn last, above the others.
        final LinePlot plot = new LinePlot();
        policies.reversed().stream().filter(each -> each.daily().count() > 0).forEach(
            each -> plot.add(each.name(), wealth(each.daily()), each == policies.getFirst()));
        body.append(plot.svg(policies.getFirst().daily().days())).append(plot.keys());
        body.append("<p>Of 1 at the start, by days, net of all costs. Buy and hold is not cut by limits of loss, and has no stop.</p>\n");
    }

    private static void stability(final EvaluationReport report, final StringBuilder body) {
        final List<String> sentences = EvaluationText.steadiness(report);
        for (int i = 0; i < report.stability().size(); i++) {
            final Stability each = report.stability().get(i);
            body.append("<h2>In parts of the time</h2>\n");
            paragraphs(body, List.of(sentences.get(i)));
            folds(body, each.folds());
            if (each.paths().size() > 1) {
                final LinePlot plot = new LinePlot();
                each.paths().forEach(path -> plot.add(path.name(), wealth(path.daily()), false));
                body.append("<h2>Paths through the whole time</h2>\n").append(plot.svg(each.paths().getFirst().daily().days())).append(plot.keys());
                folds(body, each.paths());
            }
        }
    }

    private static void folds(final StringBuilder body, final List<Fold> folds) {
        body.append("<table><thead><tr><th></th><th>From</th><th>To</th><th>Days</th>").append(JUDGED).append("</tr></thead>\n<tbody>\n");
        for (final Fold fold : folds) {
            final List<String> cells = new ArrayList<>(List.of(fold.from().toString(), fold.to().toString(), Integer.toString(fold.daily().count())));
            cells.addAll(List.of(EvaluationText.cells(fold.daily().net(), fold.sharpe())));
            row(body, fold.name(), cells.toArray(String[]::new));
        }
        body.append("</tbody></table>\n");
    }

    private static void random(final EvaluationReport report, final StringBuilder body) {
        if (report.random().isEmpty()) {
            return;
        }
        body.append("<h2>Random with the same turnover</h2>\n");
        paragraphs(body, EvaluationText.random(report));
        body.append(DotPlot.svg(
            report.random().stream().mapToDouble(RandomTraders.Outcome::netReturn).toArray(), report.evaluation().policy().netReturn()));
    }

    private static void leaks(final EvaluationReport report, final StringBuilder body) {
        if (report.leaks().isEmpty()) {
            return;
        }
        body.append("<h2>Leak check</h2>\n");
        paragraphs(body, EvaluationText.leaks(report));
        body.append("<table><thead><tr><th>Input</th><th>Compared</th><th>Rank correlation with the return after</th><th>Limit</th><th></th></tr>"
            + "</thead>\n<tbody>\n");
        for (final LeakCheck.Checked each : report.leaks()) {
            row(body, each.name(), new String[] {
                String.format(Locale.ROOT, "%,d", each.rows()), each.isKnown() ? String.format(Locale.ROOT, "%.3f", each.correlation()) : "",
                each.isKnown() ? String.format(Locale.ROOT, "%.3f", each.limit()) : "",
                each.isSuspicious() ? "knows the future" : each.isKnown() ? "" : "changes too seldom"});
        }
        body.append("</tbody></table>\n");
    }

    private static double[] wealth(final DailyReturns daily) {
        final double[] wealth = new double[daily.count() + 1];
        wealth[0] = 1;
        for (int i = 0; i < daily.count(); i++) {
            wealth[i + 1] = wealth[i] * (1 + daily.values()[i]);
        }
        return wealth;
    }

    private static void row(final StringBuilder body, final String name, final String[] cells) {
        body.append("<tr><th>").append(PageParts.escaped(name)).append("</th><td>").append(String.join("</td><td>", cells)).append("</td></tr>\n");
    }

    private static void paragraphs(final StringBuilder body, final List<String> sentences) {
        for (final String sentence : sentences) {
            final boolean isAlert = sentence.startsWith("LOOK-AHEAD") || sentence.startsWith("NOT JUDGED") || sentence.startsWith("CAUTION");
            body.append(isAlert ? "<p class=\"alert\">" : "<p>").append(PageParts.escaped(sentence)).append("</p>\n");
        }
    }
}
