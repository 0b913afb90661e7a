package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/** What a test does with a real scene: everything runs on the JavaFX thread, and the test waits until it is done. */
public final class Fx {

    private static final long DEADLINE_SECONDS = 60;

    /** The screen of the headless platform has a thousand pixels each way; a larger window on it fails. */
    private static final double LARGEST_WINDOW = 1_000;

    /** Scenes without a window, which frames do not lay out. */
    private static final Set<Scene> LARGE = ConcurrentHashMap.newKeySet();

    private static long renderer = -1;

    private Fx() {
    }

    /** Runs on the JavaFX thread and returns what it returns; what it throws fails the test. */
    public static <T> T get(final Callable<T> action) {
        if (Platform.isFxApplicationThread()) {
            return call(action);
        }
        final CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(action.call());
            } catch (final Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (final ExecutionException e) {
            throw e.getCause() instanceof final Error error ? error : new AssertionError(e.getCause());
        } catch (final InterruptedException | TimeoutException e) {
            throw new AssertionError("the JavaFX thread does not answer", e);
        }
    }

    private static <T> T call(final Callable<T> action) {
        try {
            return action.call();
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Runs on the JavaFX thread. */
    public static void run(final Runnable action) {
        get(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Shows a node in a window of this size, dressed in the palette, and waits until it is laid out. Close it with {@link #close}. A scene that is too
     * large for the screen has no window, but everything else.
     */
    public static Scene show(final Parent root, final double width, final double height, final Palette palette) {
        final Scene scene = get(() -> {
            final Scene shown = new Scene(root, width, height);
            Theme.dress(shown, palette, 1);
            if (width > LARGEST_WINDOW || height > LARGEST_WINDOW) {
                LARGE.add(shown);
                return shown;
            }
            final Stage stage = new Stage();
            stage.setScene(shown);
            stage.show();
            return shown;
        });
        pulse();
        return scene;
    }

    public static void close(final Scene scene) {
        if (!LARGE.remove(scene)) {
            run(() -> scene.getWindow().hide());
        }
    }

    /** Waits until two frames were drawn: what a node asked for in the first is laid out in the second. */
    public static void pulse() {
        final CountDownLatch frames = new CountDownLatch(3);
        final AnimationTimer timer = get(() -> {
            final AnimationTimer started = new AnimationTimer() {
                @Override
                public void handle(final long nowNs) {
                    frames.countDown();
                }
            };
            started.start();
            return started;
        });
        try {
            if (!frames.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                fail("no frame was drawn for " + DEADLINE_SECONDS + " s");
            }
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
        run(() -> {
            timer.stop();
            for (final Scene scene : LARGE) {
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                scene.snapshot(null);
            }
        });
    }

    /** Waits, frame by frame, until the claim is true on the JavaFX thread. */
    public static void await(final String claim, final Callable<Boolean> isTrue) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!get(isTrue)) {
            if (System.nanoTime() > deadlineNs) {
                fail("after " + DEADLINE_SECONDS + " s it is not true that " + claim);
            }
            pulse();
        }
    }

    /** The node that a CSS selector finds, such as {@code #orders} or {@code .button}. */
    @SuppressWarnings("unchecked")
    public static <T extends Node> T find(final Scene scene, final String selector) {
        final Node found = get(() -> scene.getRoot().lookup(selector));
        return found == null ? fail("the scene has no node '" + selector + "'") : (T) found;
    }

    /** Clicks at the middle of a node. */
    public static void click(final Node node) {
        click(node, 1);
    }

    /** Clicks several times at the middle of a node. */
    public static void click(final Node node, final int clicks) {
        click(node, node.getBoundsInLocal().getCenterX(), node.getBoundsInLocal().getCenterY(), clicks);
    }

    /** Clicks several times at a place of a node. */
    public static void click(final Node node, final double x, final double y, final int clicks) {
        run(() -> {
            Event.fireEvent(node, mouse(node, MouseEvent.MOUSE_PRESSED, x, y, clicks));
            Event.fireEvent(node, mouse(node, MouseEvent.MOUSE_RELEASED, x, y, clicks));
            Event.fireEvent(node, mouse(node, MouseEvent.MOUSE_CLICKED, x, y, clicks));
        });
        pulse();
    }

    /** Moves the mouse to a place in a node. */
    public static void moveTo(final Node node, final double x, final double y) {
        run(() -> Event.fireEvent(node, mouse(node, MouseEvent.MOUSE_MOVED, x, y, 0)));
        pulse();
    }

    /** A mouse event at a place in a node, with the first button. */
    public static MouseEvent mouse(
        final Node node, final javafx.event.EventType<MouseEvent> type, final double x, final double y, final int clicks) {
        final var scene = node.localToScene(x, y);
        final boolean isDown = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        return new MouseEvent(
            type, scene.getX(), scene.getY(), scene.getX(), scene.getY(), MouseButton.PRIMARY, clicks, false, false, false, false, isDown, false, false,
            true, false, true, null);
    }

    /** Presses a key where the focus is, with the key of shortcuts (Ctrl, or Cmd on macOS) if wanted. */
    public static void press(final Scene scene, final KeyCode key, final boolean isShortcut) {
        run(() -> {
            final Node focus = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            final boolean isMac = System.getProperty("os.name").startsWith("Mac");
            for (final var type : java.util.List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(focus, new KeyEvent(type, "", key.getName(), key, false, isShortcut && !isMac, false, isShortcut && isMac));
            }
        });
        pulse();
    }

    /** Types text where the focus is. */
    public static void type(final Scene scene, final String text) {
        run(() -> text.chars().forEach(each -> Event.fireEvent(
            scene.getFocusOwner(),
            new KeyEvent(KeyEvent.KEY_TYPED, Character.toString(each), "", KeyCode.UNDEFINED, false, false, false, false))));
        pulse();
    }

    /** Processor time that the thread of JavaFX, which must call this, and the thread that draws have taken. */
    public static long cpuNs() {
        if (renderer < 0) {
            renderer = Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().startsWith("QuantumRenderer")).findFirst()
                .orElseThrow().threadId();
        }
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadCpuTime() + threads.getThreadCpuTime(renderer);
    }

    /** What the scene looks like. */
    public static Picture picture(final Scene scene) {
        return get(() -> Picture.of(scene));
    }

    /** Writes what the scene looks like, for a person who looks at it while writing a view. */
    public static void write(final Scene scene, final Path file) {
        try {
            picture(scene).write(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
