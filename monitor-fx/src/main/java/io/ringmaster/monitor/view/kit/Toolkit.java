package io.ringmaster.monitor.view.kit;

import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/** Starts JavaFX, once in a process, with or without a display. */
public final class Toolkit {

    /** Held here, because loggers that nothing refers to lose their level. */
    private static final Logger JAVA_FX = Logger.getLogger("javafx");

    private static boolean isStarted;

    private Toolkit() {
    }

    /** Draws in memory: no display, no graphics card. */
    public static void startWithoutDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        start();
    }

    /**
     * Draws on the display. Returns when JavaFX is ready.
     *
     * @throws UnsupportedOperationException if there is no display
     */
    public static synchronized void start() {
        if (isStarted) {
            return;
        }
        final Level before = JAVA_FX.getLevel();
        // JavaFX warns because it is on the class path. It is there like every other library of the program, and works.
        JAVA_FX.setLevel(Level.SEVERE);
        final CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        try {
            ready.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while JavaFX started", e);
        } finally {
            JAVA_FX.setLevel(before);
        }
        Platform.setImplicitExit(false);
        isStarted = true;
    }
}
