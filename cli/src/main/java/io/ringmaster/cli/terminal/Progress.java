package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, and only on a terminal, with the rate and the time left. */
public final class Progress implements LongConsumer, AutoCloseable {

    private static final int UPDATE_EVERY_MS = 200;
    private static final long MB = 1 << 20;

    private final ProgressBar bar;

    private Progress(final ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * A bar over the bytes of a file.
     *
     * @param quiet true for no progress bar in any case
     */
    public static Progress over(final String task, final Path file, final boolean quiet) {
        if (!isShown(quiet) || !Files.isRegularFile(file)) {
            return new Progress(null);
        }
        try {
            return new Progress(bar(task, Files.size(file)).setUnit(" MB", MB).build());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the size of " + file, e);
        }
    }

    /** @param quiet true for no progress bar in any case */
    public static Progress over(final String task, final long most, final boolean quiet) {
        if (!isShown(quiet)) {
            return new Progress(null);
        }
        return new Progress(bar(task, most).showSpeed().build());
    }

    private static ProgressBarBuilder bar(final String task, final long most) {
        return new ProgressBarBuilder()
            .setTaskName(task).setInitialMax(most).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(UPDATE_EVERY_MS);
    }

    private static boolean isShown(final boolean quiet) {
        return !quiet && System.console() != null && System.console().isTerminal();
    }

    @Override
    public void accept(final long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
