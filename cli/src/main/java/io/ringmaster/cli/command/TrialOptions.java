package io.ringmaster.cli.command;

import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.lab.trial.TrialRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command whose run is a trial. */
final class TrialOptions {

    /** Where commands without a directory of results record. */
    private static final Path RESULTS = Path.of("results");

    @Option(names = "--registry", paramLabel = "FILE",
        description = "registry of trials that this one is added to (default: " + TrialRegistry.FILE + " beside the results)")
    private Path registry;

    @Option(names = "--no-trial", description = "do not add this run to the registry of trials; the figures still count it")
    private boolean isUnrecorded;

    /**
     * The registry, after a check that it can be written.
     *
     * @param out the results; null if the command keeps none
     */
    TrialRegistry open(final Path out) {
        final TrialRegistry opened = new TrialRegistry(file(out), InstantSource.system());
        if (!isUnrecorded) {
            opened.requireWritable();
        }
        return opened;
    }

    private Path file(final Path out) {
        return registry != null ? registry : out == null ? RESULTS.resolve(TrialRegistry.FILE) : out.resolveSibling(TrialRegistry.FILE);
    }

    TrialLog log(final TrialRegistry opened) {
        return isUnrecorded ? trial -> opened.countWith(List.of(trial)) : opened;
    }

    /** Notes several trials, and counts all together. */
    TrialCount log(final TrialRegistry opened, final List<Trial> all) {
        return isUnrecorded ? opened.countWith(all) : all.stream().map(opened::add).toList().getLast();
    }

    /** Says what is wrong with the file, on standard error. */
    static void printFaults(final TrialRegistry opened) {
        printFaults(opened.read().faults());
    }

    static void printFaults(final List<String> faults) {
        faults.forEach(fault -> System.err.println("ringmaster: note: " + fault));
    }

    /** Such as "3 recorded in results/trials.jsonl". */
    String text(final TrialRegistry opened, final long trials) {
        return isUnrecorded ? trials + " with this one, which is not recorded" : trials + " recorded in " + opened.file();
    }
}
