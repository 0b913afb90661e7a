package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.OutputFile;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.Setting;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.experts.ExpertSettings;
import io.ringmaster.inference.experts.ExpertSettings.Algorithm;
import io.ringmaster.lab.evaluation.ExpertsEvaluation;
import io.ringmaster.lab.evaluation.ExpertsResult;
import io.ringmaster.lab.source.ReturnsFile;
import io.ringmaster.lab.source.ReturnsTable;
import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialRegistry;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy}: what a policy would make of known results. */
@Command(
    name = "policy",
    description = "Evaluates algorithms that weigh experts.",
    mixinStandardHelpOptions = true,
    subcommands = PolicyCommand.OfEval.class,
    footer = {"", "Example:", "  ./ringmaster policy eval --returns F.csv --set policy.experts.algorithm=eg"})
public final class PolicyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: eval.");
    }

    /** The keys that {@code policy eval} knows. */
    record Keys(@Setting(doc = "policies") Section policy) {

        /** The section {@code policy}. */
        record Section(@Setting(doc = "weights for experts; used by policy eval") ExpertSettings experts) { }

        private static final String VARIABLES = "RINGMASTER_POLICY_EXPERTS_";

        /** Overrides from the command line come before those of the environment, where variables of other sections belong to other commands. */
        static ExpertSettings read(final Map<String, String> overrides) {
            final Map<String, String> environment = new TreeMap<>(System.getenv());
            environment.keySet().removeIf(name -> !name.startsWith(VARIABLES));
            final Map<String, String> all = new TreeMap<>(Configuration.overridesIn(Keys.class, environment));
            all.putAll(overrides);
            return Configuration.bind(Keys.class, "--set", "", all).policy.experts;
        }
    }

    @Command(
        name = "eval",
        description = {
            "Lets an experts algorithm weigh the columns of a table, and compares its wealth with the best expert, with equal weights and with buy and"
                + " hold. No costs are charged.",
            "The table is CSV or CSV.gz: a header with the name of each expert, then a row for each round, oldest first. The first column may hold"
                + " dates or times. The keys and the meaning of regret and bound are in docs/experts.md."},
        mixinStandardHelpOptions = true,
        footer = {
            "", "Examples:",
            "  ./ringmaster policy eval --returns F.csv --set policy.experts.algorithm=eg",
            "  ./ringmaster policy eval --returns wealth.csv.gz --prices --out weights.csv"})
    static final class OfEval implements Runnable {

        @Spec
        private CommandSpec spec;

        @Option(names = "--returns", required = true, description = "table of returns, a column for each expert (CSV, CSV.gz)")
        private Path returns;

        @Option(names = "--relatives", description = "the numbers are price relatives: 1.01 is a gain of 1 %% (default: returns, 0.01)")
        private boolean relatives;

        @Option(names = "--prices", description = "the numbers are cumulated wealth: each is divided by the one before it, the first by 1")
        private boolean prices;

        @Option(names = "--experts", split = ",", description = "the columns that count, separated by commas (default: all)")
        private List<String> experts = List.of();

        @Option(names = "--set", description = "set one key: policy.experts.algorithm=eg; repeatable")
        private Map<String, String> overrides = new TreeMap<>();

        @Option(names = "--out", description = "CSV file for the weights with which each round is played; must not exist")
        private Path out;

        @Mixin
        private TrialOptions trials;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (relatives && prices) {
                throw new ParameterException(spec.commandLine(), "Give --relatives or --prices, not both.");
            }
            final ExpertSettings settings = Keys.read(overrides);
            if (out != null) {
                OutputFile.requireAbsent(out);
            }
            final TrialRegistry registry = trials.open(out);
            TrialOptions.printFaults(registry);
            final ReturnsTable table;
            try (Progress progress = Progress.over("policy", returns, json)) {
                table = ReturnsFile.read(returns, kind(), progress);
            }
            final ReturnsTable chosen = experts.isEmpty() ? table : table.of(experts);
            final ExpertsResult result = evaluate(chosen, settings);
            final TrialCount count = trials.log(registry).add(trial(settings, chosen, result));
            final JudgedSharpe sharpe = JudgedSharpe.of(result.returns(), Double.NaN, count);
            if (json) {
                printJson(settings, result, sharpe);
            } else {
                print(settings, result, sharpe);
                System.out.println("  trials        " + trials.text(registry, count.trials()));
            }
        }

        private static Trial trial(final ExpertSettings settings, final ReturnsTable table, final ExpertsResult result) {
            final boolean isTimed = !table.times().isEmpty();
            final Trial.Identity identity = new Trial.Identity(
                SessionDirectory.sha256(Configuration.render(new Keys(new Keys.Section(settings)))), table.sha256(),
                isTimed ? table.times().getFirst() : "1", isTimed ? table.times().getLast() : String.valueOf(result.rows()));
            return new Trial(
                Trial.Kind.EVALUATE, identity, Trial.ROUND, SharpeRatio.of(result.returns()), settings.algorithm().name().toLowerCase(Locale.ROOT));
        }

        private ReturnsTable.Kind kind() {
            return prices ? ReturnsTable.Kind.PRICES : relatives ? ReturnsTable.Kind.RELATIVES : ReturnsTable.Kind.RETURNS;
        }

        private ExpertsResult evaluate(final ReturnsTable table, final ExpertSettings settings) {
            if (out == null) {
                return ExpertsEvaluation.of(table, settings);
            }
            final AtomicReference<ExpertsResult> result = new AtomicReference<>();
            OutputFile.write(out, file -> result.set(ExpertsEvaluation.of(table, settings, file)));
            return result.get();
        }

        private static void printJson(final ExpertSettings settings, final ExpertsResult result, final JudgedSharpe sharpe) {
            final ExpertsResult.Baselines baselines = result.baselines();
            final JsonLine line = new JsonLine()
                .put("rows", result.rows())
                .put("experts", result.experts())
                .put("finalWealth", result.finalWealth())
                .put("bestExpert", baselines.bestExpert())
                .put("bestExpertWealth", baselines.bestExpertWealth())
                .put("uniformWealth", baselines.uniformWealth())
                .put("marketWealth", baselines.marketWealth())
                .put("regret", result.regret())
                .put("regretBound", result.regretBound())
                .put("sharpe", sharpe.ratio().value())
                .put("sharpeLow", sharpe.interval().low())
                .put("sharpeHigh", sharpe.interval().high())
                .put("psr", sharpe.psr())
                .put("dsr", sharpe.dsr())
                .put("trials", sharpe.trials().trials());
            if (settings.algorithm() == Algorithm.UNIVERSAL) {
                line.put("bestMixWealth", baselines.bestMixWealth());
            }
            line.print(System.out);
        }

        private void print(final ExpertSettings settings, final ExpertsResult result, final JudgedSharpe sharpe) {
            final ExpertsResult.Baselines baselines = result.baselines();
            System.out.printf(Locale.ROOT, "%,d rows, %,d experts, %s%n",
                result.rows(), result.experts(), settings.algorithm().name().toLowerCase(Locale.ROOT));
            System.out.printf(Locale.ROOT, "  final wealth  %,14.4f%n", result.finalWealth());
            System.out.printf(Locale.ROOT, "  best expert   %,14.4f  %s%n", baselines.bestExpertWealth(), baselines.bestExpert());
            System.out.printf(Locale.ROOT, "  uniform       %,14.4f  equal weights, restored in each round%n", baselines.uniformWealth());
            System.out.printf(Locale.ROOT, "  market        %,14.4f  equal parts at the start, held%n", baselines.marketWealth());
            if (settings.algorithm() == Algorithm.UNIVERSAL) {
                System.out.printf(Locale.ROOT, "  best mix      %,14.4f  constant weights in parts of 5 %%, restored in each round%n", baselines.bestMixWealth());
            }
            System.out.printf(Locale.ROOT, "  regret        %,14.4f  at most %,.4f, %s%n", result.regret(), result.regretBound(), unit(settings));
            SharpeText.ofAPeriod(sharpe, "round").forEach(System.out::println);
            if (out != null) {
                System.out.println("  weights       " + out);
            }
        }

        private static String unit(final ExpertSettings settings) {
            return settings.isOnLogLoss() ? "in log wealth" : "in clipped loss";
        }
    }
}
