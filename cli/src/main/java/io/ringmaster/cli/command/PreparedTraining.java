package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.source.HashedSource;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A training that is ready to run: its market is read, and its settings are checked. With several seeds, each has a directory of its own.
 *
 * @param request   what was asked for, with the hashes of what the training is made of
 * @param market    to learn from, and to validate on
 * @param isResumed whether it goes on where its checkpoints are
 */
record PreparedTraining(
    Path directory, TrainingRequest request, RecordedHistory history, TrainingSettings how, Market market, boolean isResumed) {

    /**
     * The recorded market.
     *
     * @param sha256 of all of it, as the registry of trials knows it
     * @param lastNs its end, which may be behind the part that is trained on
     */
    record Market(RecordedEvents events, String sha256, long lastNs) {
    }

    /** A training that begins; nothing is written yet. */
    static PreparedTraining begin(
        final Path directory, final RecordedHistory history, final ColumnsOption columns, final TrainingSettings how, final TrainingRequest.Times times,
        final boolean quiet) {
        final Market market = market(history, times, quiet);
        final TrainingRequest request = new TrainingRequest(
            history.data(), columns.given(), times,
            new TrainingRequest.Hashes(market.sha256, configSha256(history.settings()), trainingSha256(how), BuildVersion.text()));
        final PreparedTraining prepared = new PreparedTraining(directory, request, history, how, market, false);
        Training.require(prepared.task(), prepared.seeds().getFirst().how());
        return prepared;
    }

    /**
     * A training that an interrupted process began.
     *
     * @param moved where its data are now; null if they are where they were
     * @param own   settings of the training that change no bit
     */
    static PreparedTraining resume(final Path directory, final Path moved, final Map<String, String> own, final boolean quiet) {
        final TrainingRequest request = TrainingRequest.read(directory);
        final TrainingRequest.Hashes hashes = request.hashes();
        if (!hashes.build().equals(BuildVersion.text())) {
            throw new InvalidInputException(directory + " was begun by the build " + hashes.build() + ", and this is " + BuildVersion.text()
                + ", which may compute other bits. Resume with that build, or begin again with --out.");
        }
        final Path training = directory.resolve(TrainingDirectory.TRAINING);
        final TrainingSettings how = Configuration.bind(TrainingSettings.class, training.toString(), Settings.readText(training), own);
        requireSame(training, hashes.training(), trainingSha256(how), "Only threads and checkpointDecisions may change.");
        final Path session = directory.resolve(TrainingDirectory.SESSION);
        final Path data = moved == null ? request.data() : moved;
        if (!Files.exists(data)) {
            throw new InvalidInputException(data + " does not exist, where the data of " + directory + " were. Give their place with --data.");
        }
        final RecordedHistory history = RecordedHistory.of(
            data, ColumnsOption.of(request.columns()), session, Map.of("policy.model.file", ""), settings -> settings);
        requireSame(session, hashes.config(), configSha256(history.settings()), "A variable of the environment that overrides a setting counts too.");
        final Market market = market(history, request.times(), quiet);
        if (!market.sha256.equals(hashes.data())) {
            throw new InvalidInputException(data + " holds another market than the one that " + directory + " is trained on. Give the same data with --data,"
                + " or begin again with --out.");
        }
        return new PreparedTraining(directory, request, history, how, market, true);
    }

    private static void requireSame(final Path file, final String before, final String now, final String hint) {
        if (!now.equals(before)) {
            throw new InvalidInputException(file + " is not what the training began with. " + hint + " Restore it, or begin again with --out.");
        }
    }

    private static String configSha256(final Settings settings) {
        return SessionDirectory.sha256(settings.canonicalText());
    }

    private static String trainingSha256(final TrainingSettings how) {
        return SessionDirectory.sha256(Configuration.render(how.decisive()));
    }

    private static Market market(final RecordedHistory history, final TrainingRequest.Times times, final boolean quiet) {
        final Backtest.Period used = PeriodOptions.of(times.from(), times.to()).period();
        final long toNs = times.to() == null && times.testFrom() != null ? testFromNs(times) - 1 : used.toNs();
        if (times.testFrom() != null && testFromNs(times) <= toNs) {
            throw new InvalidInputException("--test-from must be behind --to, where the data end that the policy is trained on: " + times.testFrom());
        }
        final long fromNs = used.fromNs() == Long.MIN_VALUE ? Long.MIN_VALUE : used.fromNs() - history.settings().session().warmupNs();
        try (Progress progress = Progress.over("read", history.data(), quiet); HashedSource source = new HashedSource(history.open(progress))) {
            final RecordedEvents events = RecordedEvents.of(source, history.data().toString(), fromNs, toNs);
            final Market market = new Market(events, source.sha256(), source.lastTimeNs());
            if (times.testFrom() != null && testFromNs(times) > market.lastNs) {
                throw new InvalidInputException(history.data() + " ends before --test-from " + times.testFrom() + ". Give an earlier time, or more data.");
            }
            return market;
        }
    }

    private static long testFromNs(final TrainingRequest.Times times) {
        return PeriodOptions.timeNs("--test-from", times.testFrom());
    }

    /** The time behind what is trained on; null if the data have none. */
    Backtest.Period test() {
        final TrainingRequest.Times times = request.times();
        final long toNs = PeriodOptions.of(null, times.to()).period().toNs();
        final long fromNs = times.testFrom() != null ? testFromNs(times) : toNs;
        return fromNs < market.lastNs ? new Backtest.Period(times.testFrom() != null ? fromNs : fromNs + 1, Long.MAX_VALUE) : null;
    }

    /** The end of what is trained on. */
    long toNs() {
        return market.events.timeNs(market.events.count() - 1);
    }

    Training.Task task() {
        final Settings settings = history.settings();
        return new Training.Task(
            settings::engineOf, settings.venue(), settings.topology().oneThread(), market.events);
    }

    /** Whether there are several seeds. */
    boolean isMany() {
        return !how.run().seeds().isEmpty();
    }

    /** How many seeds learn at once. */
    int atOnce() {
        return isMany() ? Math.min(how.run().threads(), how.run().seeds().size()) : 1;
    }

    /** The training of each seed, with its directory. */
    List<OneSeed> seeds() {
        if (!isMany()) {
            return List.of(new OneSeed(this, how, new TrainingDirectory(directory)));
        }
        final int threads = Math.max(1, how.run().threads() / atOnce());
        return how.run().seeds().stream()
            .map(seed -> new OneSeed(this, how.forSeed(seed, threads), new TrainingDirectory(directory.resolve("seed-" + seed)))).toList();
    }

    /** Makes the directories; from here on the training can be resumed. */
    void write() {
        final String session = history.settings().canonicalText();
        if (isMany()) {
            new TrainingDirectory(directory).begin(request, session, how);
        }
        for (final OneSeed each : seeds()) {
            final TrainingRequest.Hashes hashes = request.hashes();
            each.directory().begin(new TrainingRequest(
                request.data(), request.columns(), request.times(),
                new TrainingRequest.Hashes(hashes.data(), hashes.config(), each.trainingSha256(), hashes.build())), session, each.how());
        }
    }

    /**
     * The training with one seed.
     *
     * @param all the whole
     */
    record OneSeed(PreparedTraining all, TrainingSettings how, TrainingDirectory directory) {

        String trainingSha256() {
            return PreparedTraining.trainingSha256(how);
        }
    }
}
