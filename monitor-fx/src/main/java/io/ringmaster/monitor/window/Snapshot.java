package io.ringmaster.monitor.window;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.model.Life;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Draws the whole window at one moment into a file, or every view into files of a directory. Not for the JavaFX thread. */
public final class Snapshot {

    private static final long DEADLINE_SECONDS = 300;

    private static final long WATCH_NS = 3_000_000_000L;
    private static final long WATCH_EVERY_NS = 20_000_000;

    /** Frames until everything has its final size: the first builds cells, the next lays out what they need. */
    private static final int FRAMES = 4;

    private Snapshot() {
    }

    public static void draw(final MonitorRequest request) throws IOException {
        try (SessionModel model = SessionModel.open(request.directory())) {
            final Moment newest = newest(model, request);
            if (newest == null) {
                throw new InvalidInputException(request.directory() + " holds no event that can be read. Wait until the session has begun, or see what is"
                    + " wrong: ./ringmaster journal verify " + request.directory());
            }
            final Moment earlier = request.at() == null ? null : await(model.goToTime(AtTime.in(newest, request.at())), "going to " + request.at());
            for (final Page page : pages(request)) {
                draw(request, page, model, newest, earlier).write(target(request, page));
            }
        }
    }

    /** The newest moment. A session without an end record is watched for a while, to see whether its journal grows. */
    private static Moment newest(final SessionModel model, final MonitorRequest request) {
        final String what = "reading " + request.directory();
        final long untilNs = System.nanoTime() + WATCH_NS;
        Moment newest = await(model.settled(), what);
        while (newest != null && newest.life() == Life.SILENT && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(WATCH_EVERY_NS);
            newest = await(model.settled(), what);
        }
        return newest;
    }

    private static List<Page> pages(final MonitorRequest request) {
        if (request.page() != null) {
            return List.of(request.page());
        }
        return Files.isDirectory(request.snapshot()) ? Views.pages() : List.of(Page.OVERVIEW);
    }

    /** The file, or the one of this view in the directory. */
    private static Path target(final MonitorRequest request, final Page page) {
        final Path snapshot = request.snapshot().toAbsolutePath().normalize();
        return Files.isDirectory(snapshot) ? snapshot.resolve(page.id() + "-" + palette(request).name() + ".png") : snapshot;
    }

    private static Palette palette(final MonitorRequest request) {
        return request.theme() == null ? Palette.DARK : Palette.named(request.theme());
    }

    private static Picture draw(
        final MonitorRequest request, final Page page, final SessionModel model, final Moment newest, final Moment earlier) {
        final CompletableFuture<Picture> picture = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                final MonitorRequest.Size size = request.size() == null ? MonitorRequest.Size.OF_PICTURES : request.size();
                final Shell shell = new Shell(palette(request));
                // Without a window: that of the headless platform is smaller than a screen.
                final Scene scene = new Scene(shell.root(), size.width(), size.height());
                shell.dress();
                shell.use(model);
                shell.open(page);
                shell.show(newest, 0);
                if (earlier != null) {
                    shell.show(earlier, 0);
                }
                afterFrames(scene, shell, picture);
            } catch (final Throwable e) {
                picture.completeExceptionally(e);
            }
        });
        return await(picture, "drawing");
    }

    /** Lays the scene out frame by frame, and takes its picture when the view has everything that it asked for. */
    private static void afterFrames(final Scene scene, final Shell shell, final CompletableFuture<Picture> picture) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(final long nowNs) {
                try {
                    final Picture taken = Picture.of(scene);
                    frames = shell.isReading() ? 0 : frames + 1;
                    if (frames >= FRAMES) {
                        stop();
                        picture.complete(taken);
                    }
                } catch (final RuntimeException | Error e) {
                    stop();
                    picture.completeExceptionally(e);
                }
            }
        }.start();
    }

    private static <T> T await(final CompletableFuture<T> result, final String what) {
        try {
            return result.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof final Error error) {
                throw error;
            }
            throw e.getCause() instanceof final RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (final TimeoutException e) {
            throw new IllegalStateException(what + " took more than " + DEADLINE_SECONDS + " s", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, e);
        }
    }
}
