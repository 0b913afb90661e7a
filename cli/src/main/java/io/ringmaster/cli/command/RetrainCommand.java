package io.ringmaster.cli.command;

import io.ringmaster.cli.session.RetrainingEvidence;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.lab.trial.TrialRegistry;
import io.ringmaster.pipeline.engine.RetrainingResult;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.RetrainingVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retrain}: trains the model of a running session anew, and lets the new one decide if it is better. */
@Command(
    name = "retrain",
    description = {
        "Trains the model of a running session anew, from what the session recorded and from imported history before it. Lets the new model, the one that"
            + " decides and Fixed-Share trade the newest data, which the new model has not learned from. If the new one is better by the margins of"
            + " retraining, it decides from the next event on; otherwise the other goes on. The session records the outcome either way"
            + " (docs/training.md).",
        "A process of its own, with lower priority: the session never waits for it. Whatever fails, the model that decides goes on."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster retrain --session journals/paper --history bars.csv.gz --out runs/retrained",
        "  ./ringmaster retrain --session journals/paper --history bars.csv.gz --out runs/retrained --config retrain.yaml --every 7d"})
public final class RetrainCommand implements Callable<Integer> {

    private static final long NS_PER_MS = 1_000_000;
    private static final long LOOK_EVERY_MS = 1_000;
    private static final double PERCENT = 100;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(names = "--session", required = true, description = "directory of the running session's journal")
    private Path session;

    @Option(names = "--history", description = "recorded market before the session: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path history;

    @Mixin
    private ColumnsOption historyColumns;

    @Option(names = "--config", description = "settings of training and retraining (YAML); without it, the defaults")
    private Path config;

    @Option(names = "--out", required = true, description = "directory for the results; each retraining makes a directory in it")
    private Path out;

    @Option(names = "--every", paramLabel = "TIME", description = "goes on, and retrains whenever the last retraining is so long ago, such as 7d, and"
        + " whenever the session's list of strategies has changed; without it, retrains once")
    private String every;

    @Option(names = "--set", description = "override one setting: training.a=b or retraining.a=b; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Mixin
    private TrialOptions trials;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    /** When the last retraining of this process began, and what was the session's newest configuration then; 0 and empty before the first. */
    private long attemptedMs;
    private String attempted = "";

    @Override
    public Integer call() throws InterruptedException {
        final long everyNs = every == null ? 0 : CutCommand.durationNs("--every", every);
        final RetrainingPlan plan = Configuration.bind(
            RetrainingPlan.class, config == null ? "retraining" : config.toString(), config == null ? "{}" : Settings.readText(config), overrides);
        if (!plan.training().run().seeds().isEmpty()) {
            throw new InvalidInputException("training.seeds: a retraining makes one model. Give training.seed instead.");
        }
        if (history != null && !Files.exists(history)) {
            throw new InvalidInputException("--history: " + history + " does not exist. Give the path of a recorded market.");
        }
        final TrialRegistry registry = trials.open(out.resolve("all"));
        TrialOptions.printFaults(registry);
        if (everyNs == 0) {
            return retrain(plan, registry);
        }
        while (true) {
            // Events of a running session have the time of day.
            awaitDue(everyNs / NS_PER_MS);
            retrain(plan, registry);
        }
    }

    /** Reads the journal when something may be due, and not more often: it may be long. */
    private void awaitDue(final long everyMs) throws InterruptedException {
        String configuration = null;
        long dueMs = 0;
        while (true) {
            final String now = newestConfiguration();
            if (!now.equals(configuration)) {
                configuration = now;
                dueMs = dueMs(everyMs, now);
            }
            if (System.currentTimeMillis() >= dueMs) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private String newestConfiguration() {
        try {
            return new SessionConfigurations(new SessionDirectory(session)).newest();
        } catch (final RuntimeException e) {
            return "";
        }
    }

    private long dueMs(final long everyMs, final String now) {
        try {
            final RecordedRetrainings before = RecordedRetrainings.of(new SessionDirectory(session));
            final boolean isChanged = before.haveStrategiesChanged() && !now.equals(attempted);
            return isChanged || before.lastNs() == RetrainingResult.NO_TIME && attemptedMs == 0
                ? 0 : Math.max(before.lastNs() / NS_PER_MS, attemptedMs) + everyMs;
        } catch (final RuntimeException e) {
            // The round says what is wrong with the session.
            return attemptedMs + everyMs;
        }
    }

    private int retrain(final RetrainingPlan plan, final TrialRegistry registry) {
        attemptedMs = System.currentTimeMillis();
        attempted = newestConfiguration();
        final Path directory = out.resolve(NAME.format(Instant.now()));
        if (Files.exists(directory)) {
            throw new InvalidInputException(directory + " exists already. Retrain again.");
        }
        final RetrainingRound.Outcome outcome = new RetrainingRound(
            session, new RetrainingRound.Inputs(history, historyColumns), directory, plan, trials.log(registry)).run(this::say);
        print(outcome.evidence(), directory);
        return outcome.exitCode();
    }

    private void say(final String news) {
        if (!json) {
            TimedMessage.say("retrain: " + news);
        }
    }

    private void print(final RetrainingEvidence evidence, final Path directory) {
        final RetrainingResult result = evidence.result();
        if (json) {
            evidence.json()
                .put("promoted", result.verdict() == RetrainingVerdict.PROMOTED)
                .put("dsr", result.figures().newDsr())
                .put("evidence", directory.resolve(RetrainingEvidence.FILE).toString())
                .print(System.out);
            return;
        }
        final RetrainingResult.Figures figures = result.figures();
        System.out.println("  " + result.verdict().name().toLowerCase(Locale.ROOT) + "        " + result.reason());
        if (!Double.isNaN(figures.newReturn())) {
            System.out.printf(
                Locale.ROOT, "  held out      from %s to %s%n", time(result.window().heldOutFromNs()), time(result.window().toNs()));
            System.out.printf(
                Locale.ROOT, "  net           new %+.3f %%, running %+.3f %%, Fixed-Share %+.3f %%; DSR %.4f of %,d trials%n", PERCENT * figures.newReturn(),
                PERCENT * figures.runningReturn(), PERCENT * figures.fixedShareReturn(), figures.newDsr(), figures.trials());
        }
        System.out.println("  evidence      " + directory.resolve(RetrainingEvidence.FILE));
    }

    /** Such as 2026-11-30T15:43:47Z. */
    static String time(final long timeNs) {
        return Instant.ofEpochMilli(timeNs / NS_PER_MS).toString();
    }
}
