package io.ringmaster.monitor;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Toolkit;
import io.ringmaster.monitor.window.MonitorRequest;
import io.ringmaster.monitor.window.MonitorWindow;
import io.ringmaster.monitor.window.Remembered;
import io.ringmaster.monitor.window.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Starts the monitor. The only class that a command refers to: everything that needs JavaFX is loaded from here on. */
public final class Monitor {

    private Monitor() {
    }

    /** Opens the window and returns when it is closed, or draws the picture. */
    public static void run(final MonitorRequest request) {
        if (request.page() != null && !Views.pages().contains(request.page())) {
            throw new InvalidInputException("the view " + request.page().id() + " is not built yet");
        }
        try {
            if (request.snapshot() != null) {
                Toolkit.startWithoutDisplay();
                Snapshot.draw(request);
            } else {
                Toolkit.start();
                open(request);
            }
        } catch (final UnsupportedOperationException | LinkageError e) {
            throw new InvalidInputException(whyNot(e, System.getenv("DISPLAY")));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + request.snapshot(), e);
        }
    }

    /** What to do if JavaFX does not start. */
    static String whyNot(final Throwable thrown, final String display) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (String.valueOf(cause.getMessage()).contains("DISPLAY")) {
            return "the monitor cannot open the display '" + display + "'. Set DISPLAY to one that you may use, or draw a picture without a"
                + " display: ./ringmaster monitor DIR --snapshot view.png";
        }
        return "the monitor needs a library of the system that is not there: " + cause.getMessage() + ". On Debian and Ubuntu, install libgtk-3-0,"
            + " libpango-1.0-0, libfreetype6 and libgl1; docs/monitor.md names those of other systems.";
    }

    private static void open(final MonitorRequest request) {
        final CountDownLatch closed = new CountDownLatch(1);
        Platform.runLater(() -> {
            final Path home = Path.of(System.getProperty("user.home"));
            final Remembered remembered = new Remembered(Remembered.place(System.getProperty("os.name"), System.getenv(), home));
            final MonitorWindow window = new MonitorWindow(new Stage(), remembered, Path.of("journals"));
            window.onClose(closed::countDown);
            window.show(request);
        });
        try {
            closed.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
