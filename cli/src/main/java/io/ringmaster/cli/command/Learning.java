package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.lab.training.Checkpoints;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.training.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/** Trains the seeds of a training side by side, and writes their checkpoints. */
final class Learning {

    private final PreparedTraining prepared;
    private final List<PreparedTraining.OneSeed> seeds;
    private final boolean quiet;
    private final AtomicLongArray steps;
    private final StopSignal stop;

    /**
     * A policy that was learned.
     *
     * @param validationFromNs first time at which it traded the validation data
     */
    record Learned(PreparedTraining.OneSeed seed, Training.Result result, String contract, long validationFromNs) {
    }

    /** The process was interrupted, and the checkpoint is written. */
    private static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** @param quiet true for no progress bar and no lines */
    Learning(final PreparedTraining prepared, final StopSignal stop, final boolean quiet) {
        this.prepared = prepared;
        this.stop = stop;
        this.quiet = quiet;
        seeds = prepared.seeds();
        steps = new AtomicLongArray(seeds.size());
    }

    /** @return the policies in the order of the seeds; empty if the process was interrupted */
    List<Learned> run() {
        final List<Future<Learned>> running = new ArrayList<>();
        try (Progress progress = Progress.over("train", prepared.how().learning().decisions() * seeds.size(), quiet);
             ExecutorService threads = Executors.newFixedThreadPool(prepared.atOnce())) {
            for (int i = 0; i < seeds.size(); i++) {
                final int seed = i;
                running.add(threads.submit(() -> learn(seed, progress)));
            }
        }
        final List<Learned> learned = new ArrayList<>();
        for (final Future<Learned> each : running) {
            try {
                learned.add(each.get());
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (final ExecutionException e) {
                rethrowUnlessStopped(e.getCause());
            }
        }
        return learned.size() == seeds.size() ? learned : List.of();
    }

    private static void rethrowUnlessStopped(final Throwable thrown) {
        switch (thrown) {
            case StoppedException _ -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private Learned learn(final int index, final Progress progress) {
        final PreparedTraining.OneSeed seed = seeds.get(index);
        try (Training training = new Training(prepared.task(), seed.how())) {
            final Checkpoints checkpoints = seed.directory().checkpoints();
            if (prepared.isResumed() && checkpoints.load(training, note -> System.err.println("ringmaster: note: " + note))) {
                say(index, String.format(Locale.ROOT, "resumed after %,d decisions", training.steps()));
            }
            final Training.Result result = training.run(new Training.Listener() {

                private long saved = training.steps();

                @Override
                public void onUpdate(final long done, final Validated validated) {
                    show(index, done, progress);
                    if (validated != null) {
                        say(index, TrainingText.of(validated, seed.how().reward()));
                    }
                    final boolean isStopped = stop.isAsked();
                    if (validated != null || isStopped || done - saved >= seed.how().run().checkpointDecisions()) {
                        checkpoints.write(training);
                        saved = done;
                    }
                    if (isStopped) {
                        throw new StoppedException();
                    }
                }
            });
            return new Learned(seed, result, training.contract().canonical(), training.validationFromNs());
        } catch (final RuntimeException | Error e) {
            // The others stop at their next update, with a checkpoint.
            stop.ask();
            throw e;
        }
    }

    private void show(final int index, final long done, final Progress progress) {
        steps.set(index, done);
        long sum = 0;
        for (int i = 0; i < steps.length(); i++) {
            sum += steps.get(i);
        }
        synchronized (progress) {
            progress.accept(sum);
        }
    }

    private void say(final int index, final String sentence) {
        if (!quiet) {
            System.out.println("  " + (prepared.isMany() ? "seed " + seeds.get(index).how().run().seed() + ": " : "") + sentence);
        }
    }
}
