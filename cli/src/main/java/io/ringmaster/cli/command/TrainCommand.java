package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.lab.training.CurvePage;
import io.ringmaster.lab.training.LearningCurve;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.lab.trial.TrialRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: makes a model out of recorded history. */
@Command(
    name = "train",
    description = {
        "Trains the model of a configuration on recorded data, in the pipeline that trades and against the simulated venue, with all costs. Writes"
            + " model.onnx, its contract and golden vectors, curves, backtests and metadata.json.",
        "The configuration needs policy.type: model, and no model yet. The same data, settings and seed give the same model to the byte, interrupted or"
            + " not.",
        "docs/training.md explains the settings and the files."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster train --data bars.csv.gz --config session.yaml \\", "    --out runs/first --to 2018-01-01 --set training.seed=7",
        "  ./ringmaster train --resume runs/first",
        "  ./ringmaster backtest --data bars.csv.gz --config session.yaml \\",
        "    --out results/first --set policy.model.file=runs/first/model.onnx"})
public final class TrainCommand implements Callable<Integer> {

    /** What changes no bit of the result. */
    private static final Set<String> MAY_CHANGE = Set.of("threads", "checkpointDecisions");

    @Option(names = "--data", description = "recorded market: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path data;

    @Mixin
    private ColumnsOption dataColumns;

    @Option(names = "--config", description = "configuration of the session (YAML)")
    private Path config;

    @Option(names = "--training", description = "settings of the training (YAML); without it, the defaults")
    private Path training;

    @Option(names = "--out", description = "directory for the results; must be new or empty")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "continue the interrupted training in this directory, to the same bytes")
    private Path resume;

    @Option(names = "--seeds", split = ",", paramLabel = "SEED",
        description = "train once with each of these seeds, training.threads of them side by side, each in a directory of its own")
    private List<Long> seeds = new ArrayList<>();

    @Mixin
    private PeriodOptions period;

    @Option(names = "--test-from", paramLabel = "TIME",
        description = "start of the test on data that the training does not see (default: behind --to, if the data go on)")
    private String testFrom;

    @Option(names = "--set", description = "override one setting: a.b=c, or training.c=d for one of the training; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Mixin
    private TrialOptions trials;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final PreparedTraining prepared = resume == null ? begin() : resume();
        final TrialRegistry registry = trials.open(prepared.directory());
        TrialOptions.printFaults(registry);
        prepared.write();
        final List<Learning.Learned> learned;
        try (StopSignal stop = StopSignal.listening()) {
            learned = new Learning(prepared, stop, json).run();
            if (learned.isEmpty()) {
                (json ? System.err : System.out).println("  stopped. Continue with: ./ringmaster train --resume " + prepared.directory());
                return ExitCode.FAILED;
            }
        }
        print(prepared, finish(prepared, learned, registry), registry);
        return 0;
    }

    private PreparedTraining begin() {
        if (data == null || config == null || out == null) {
            throw new InvalidInputException("a training begins with --data, --config and --out, or continues with --resume. Give these.");
        }
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is not empty. Give a new directory with --out, or continue the training in it with --resume.");
        }
        final TrainingOverrides given = TrainingOverrides.of(overrides);
        final Map<String, String> ofSession = new TreeMap<>(given.session());
        // The model may not exist yet.
        ofSession.put("policy.model.file", "");
        final TrainingSettings how = (seeds.isEmpty() ? given : given.with("seeds", seeds.toString())).settings(training, Map.of());
        final RecordedHistory history = RecordedHistory.of(
            data.toAbsolutePath().normalize(), dataColumns, config, ofSession, TrainCommand::requireModel);
        return PreparedTraining.begin(
            out, history, dataColumns, how, new TrainingRequest.Times(period.from(), period.to(), testFrom), json);
    }

    private PreparedTraining resume() {
        final TrainingOverrides given = TrainingOverrides.of(overrides);
        final Map<String, String> own = given.training();
        final boolean isOther = config != null || training != null || out != null || period.from() != null || period.to() != null || testFrom != null
            || !seeds.isEmpty() || !dataColumns.given().isEmpty() || !given.session().isEmpty() || !MAY_CHANGE.containsAll(own.keySet());
        if (isOther) {
            throw new InvalidInputException("--resume keeps everything that the training began with. Beside it, give only --data if the data were moved,"
                + " --set training.threads or training.checkpointDecisions, --registry, --no-trial and --json.");
        }
        if (Files.exists(resume.resolve(TrainingRequest.FILE)) && new TrainingDirectory(resume).isFinished()) {
            throw new InvalidInputException(resume + " is finished. Begin another training with --out.");
        }
        return PreparedTraining.resume(resume, data, own, json);
    }

    static Settings requireModel(final Settings settings) {
        final PolicySettings.Type type = settings.policy().method().type();
        if (type != PolicySettings.Type.MODEL) {
            throw new InvalidInputException("policy.type: " + type.name().toLowerCase(Locale.ROOT)
                + " needs no training. Set policy.type: model, and policy.observation to what the model is to see.");
        }
        return settings;
    }

    /** Writes what was learned, and trades it. Each step can be repeated, so that a training can be resumed in any of them. */
    private List<TrainedPolicy> finish(final PreparedTraining prepared, final List<Learning.Learned> learned, final TrialRegistry registry) {
        for (final Learning.Learned each : learned) {
            each.seed().directory().learned(each.result(), each.contract(), TrainingText.title(each.seed().how(), prepared.request().data()));
        }
        final List<TrainedPolicy> policies = counted(learned, registry);
        TrainedEvaluation.write(policies, json);
        policies.forEach(each -> each.directory().finish(each.metadata()));
        if (prepared.isMany()) {
            final Map<String, LearningCurve> curves = new LinkedHashMap<>();
            policies.forEach(each -> curves.put("seed " + each.seed(), each.learned().result().curve()));
            new TrainingDirectory(prepared.directory())
                .finishAll(TrainingText.json(policies).text(), CurvePage.html(TrainingText.title(prepared.how(), prepared.request().data()), curves));
        }
        policies.forEach(each -> each.directory().checkpoints().delete());
        return policies;
    }

    /** The policies, each judged by the trials of all of them. */
    private List<TrainedPolicy> counted(final List<Learning.Learned> learned, final TrialRegistry registry) {
        final List<Trial> tried = new ArrayList<>();
        final TrialLog log = trial -> {
            tried.add(trial);
            return trials.log(registry).add(trial);
        };
        final List<TrainedPolicy> policies = learned.stream().map(each -> TrainedPolicy.of(each, log, json)).toList();
        final TrialCount count = registry.countWith(tried);
        return policies.stream().map(each -> each.with(count)).toList();
    }

    private void print(final PreparedTraining prepared, final List<TrainedPolicy> policies, final TrialRegistry registry) {
        if (json) {
            TrainingText.json(policies).print(System.out);
            return;
        }
        TrainingText.lines(policies).forEach(line -> System.out.println("  " + line));
        System.out.println("  trials        " + trials.text(registry, policies.getLast().trials().trials()));
        System.out.println("  curves        " + prepared.directory().resolve("curve.html"));
        policies.forEach(each -> System.out.println("  baselines     " + each.directory().path().resolve(TrainedEvaluation.PAGE)));
    }
}
