package io.ringmaster.cli.command;

import io.ringmaster.cli.session.StandingTable;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.trial.TrialRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtest}: runs the configured strategies over history. */
@Command(
    name = "backtest",
    description = {
        "Runs strategies on recorded data against the simulated venue, and writes steps.csv, fills.csv, trades.csv, metrics.json, summary.json and"
            + " report.html.",
        "The same data, configuration, build and trials before give the same files to the byte."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster backtest --data bars.csv.gz --config examples/backtest.yaml --out results/first"})
public final class BacktestCommand implements Callable<Integer> {

    private static final int MOST_REASONS = 4;
    private static final List<String> JSON_RATIOS = List.of(
        "totalReturn", "cagr", "sharpe", "sharpeLow", "sharpeHigh", "sharpeDaily", "sharpeDailyLow", "sharpeDailyHigh", "psr", "dsr", "sortino", "calmar",
        "maxDrawdown", "winRate", "profitFactor", "avgTradePnl", "avgHoldingMinutes");

    @Option(names = "--data", required = true, description = "recorded market: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path data;

    @Mixin
    private ColumnsOption dataColumns;

    @Option(names = "--config", required = true, description = "configuration (YAML)")
    private Path config;

    @Option(names = "--out", required = true, description = "directory for the results; must be new or empty")
    private Path out;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Mixin
    private TrialOptions trials;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final PreparedBacktest prepared = PreparedBacktest.of(data, dataColumns, config, overrides, settings -> settings);
        final TrialRegistry registry = trials.open(out);
        TrialOptions.printFaults(registry);
        final WhyNot whyNot = new WhyNot();
        final BacktestResult result = prepared.run(out, period.period(), trials.log(registry), "backtest", json, whyNot);
        if (json) {
            printJson(result, prepared, whyNot);
        } else {
            print(result, prepared, whyNot);
            printEnd(result, registry);
        }
        return 0;
    }

    private static void printJson(final BacktestResult result, final PreparedBacktest prepared, final WhyNot whyNot) {
        final Map<String, Double> ratios = result.ratios();
        final List<String> whyNoTrade = WhyNoTrade.sentences(result, whyNot, prepared.engine());
        final JsonLine line = new JsonLine()
            .put("bars", result.counts().bars())
            .put("trades", result.closedTrades())
            .putE8("finalEquity", result.money().finalEquityE8());
        JSON_RATIOS.forEach(key -> line.put(key, ratios.get(key).doubleValue()));
        line.put("trials", result.sharpe().trials().trials())
            .putE8("fees", result.money().feesE8())
            .putE8("funding", result.money().fundingE8())
            .put("orphanEntries", result.counts().orphanEntries())
            .put("outputSha256", result.outputSha256())
            .putObject("challengers", challengers -> StandingTable.putAll(result.challengers(), challengers))
            .put("barsPerSecond", result.barsPerSecond())
            .putObject("derived", object -> prepared.derived().forEach(object::put))
            .putObject("refusals", object -> whyNot.refusals().forEach(each -> object.put(each.reason(), each.times())))
            .putObject("notDecided", object -> whyNot.notDecided().forEach(each -> object.put(each.reason(), each.times())))
            .putObject("dropped", object -> whyNot.dropped().forEach(each -> object.put(each.reason(), each.times())))
            .put("whyNoTrade", whyNoTrade.isEmpty() ? null : String.join(" ", whyNoTrade))
            .put("doubts", prepared.doubts().isEmpty() ? null : String.join(" ", prepared.doubts()))
            .print(System.out);
    }

    private static void print(final BacktestResult result, final PreparedBacktest prepared, final WhyNot whyNot) {
        final Map<String, Double> ratios = result.ratios();
        final List<String> whyNoTrade = WhyNoTrade.sentences(result, whyNot, prepared.engine());
        final double seconds = result.elapsedNs() / 1e9;
        final boolean hasBars = result.counts().bars() > 0;
        final long played = hasBars ? result.counts().bars() : result.counts().events();
        System.out.printf(
            Locale.ROOT, "%,d %s in %.2f s (%,.0f a second)%n", played, hasBars ? "bars" : "events", seconds, played / seconds);
        System.out.printf(Locale.ROOT, "  trades        %,d%s%s%n", result.closedTrades(),
            unlessNaN(", %.1f %% won", 100 * ratios.get("winRate")), unlessNaN(", average %,.2f USD", ratios.get("avgTradePnl")));
        whyNoTrade.forEach(sentence -> System.out.println("                " + sentence));
        System.out.printf(Locale.ROOT, "  final equity  %,.2f USD (%+.2f %%), fees %,.2f USD, funding %s %,.2f USD%n",
            result.money().finalEquityE8() / 1e8, 100 * ratios.get("totalReturn"), result.money().feesE8() / 1e8,
            result.money().fundingE8() > 0 ? "received" : "paid", Math.abs(result.money().fundingE8()) / 1e8);
        System.out.printf(Locale.ROOT, "  buy and hold  %s, largest drawdown %.2f %%%n",
            Double.isFinite(ratios.get("buyAndHoldReturn")) ? unlessNaN("%+.2f %%", 100 * ratios.get("buyAndHoldReturn")) : "not known without a price",
            100 * ratios.get("buyAndHoldMaxDrawdown"));
        System.out.printf(Locale.ROOT, "  risk          largest drawdown %.2f %%%n", 100 * ratios.get("maxDrawdown"));
        SharpeText.ofAYear(result.sharpe(), "days").forEach(System.out::println);
        System.out.println("  orphanEntries: " + result.counts().orphanEntries() + (result.counts().orphanEntries() == 0
            ? "" : "  FAULT: this many entries follow no decision made after the last exit; see fills.csv"));
        printCounts("refused", "orders the risk gate refused", whyNot.refusals());
        printCounts("not decided", "decisions not taken", whyNot.notDecided());
        printCounts("dropped", "decisions not carried out", whyNot.dropped());
        prepared.doubts().forEach(sentence -> System.out.println("  " + sentence));
        if (!prepared.derived().isEmpty()) {
            System.out.println("  from the bars " + prepared.derived().entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ")) + "; not set in the configuration");
        }
    }

    private void printEnd(final BacktestResult result, final TrialRegistry registry) {
        System.out.println("  outputs       SHA-256 " + result.outputSha256());
        if (result.span().ruinedNs() != 0) {
            System.out.println("  RUINED        the account fell below zero at " + Instant.ofEpochMilli(result.span().ruinedNs() / 1_000_000)
                + "; the backtest ends there");
        }
        if (result.latching().isLatched()) {
            System.out.println("  LATCHED       " + result.latching().text());
        }
        StandingTable.print(result.challengers(), System.out);
        System.out.println("  trials        " + trials.text(registry, result.sharpe().trials().trials()));
        System.out.println("  results       " + out.resolve("report.html"));
    }

    private static String unlessNaN(final String format, final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }

    private static void printCounts(final String title, final String what, final List<WhyNot.Count> counts) {
        if (!counts.isEmpty()) {
            System.out.printf(Locale.ROOT, "  %-13s %,d %s: %s%n", title, counts.stream().mapToLong(WhyNot.Count::times).sum(), what,
                counts.stream().limit(MOST_REASONS).map(each -> String.format(Locale.ROOT, "%s %,d", each.reason(), each.times()))
                    .collect(Collectors.joining(", ")));
        }
    }
}
