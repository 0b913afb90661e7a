package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Toolkit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.WritableImage;

/**
 * How long does a frame take while a person scrolls through the strategies? Arguments: the directory of a session with many strategies, and how many
 * frames. A frame is: three rows further, the values of the moment again, layout, drawing in software, and the picture read back. Processor time is
 * that of the thread of JavaFX and of the one that draws, so it is also true on a machine that is busy. More than 16 ms at p95 would make the grid a
 * drawing of its own instead of a table.
 */
final class ScrollingMeasured {

    private static final int WARM_UP = 100;
    private static final int ROWS_A_FRAME = 3;
    private static final double ROW_PIXELS = 22.1;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Scene scene;
    private final StrategiesPane pane;
    private final Moment moment;
    private final VirtualFlow<?> flow;
    private final WritableImage image = new WritableImage(1440, 900);

    private ScrollingMeasured(final Scene scene, final StrategiesPane pane, final Moment moment) {
        this.scene = scene;
        this.pane = pane;
        this.moment = moment;
        flow = Fx.find(scene, ".virtual-flow");
    }

    public static void main(final String[] arguments) throws IOException {
        Toolkit.startWithoutDisplay();
        try (SessionModel model = SessionModel.open(Path.of(arguments[0]))) {
            final Moment moment = model.settled().join();
            final StrategiesPane pane = Fx.get(() -> new StrategiesPane(new FixedDesk()));
            final Scene scene = Fx.show((Parent) pane.node(), 1440, 900, Palette.DARK);
            Fx.run(() -> pane.show(moment));
            Fx.pulse();
            new ScrollingMeasured(scene, pane, moment).measure(Integer.parseInt(arguments[1]));
        }
        System.exit(0);
    }

    private void measure(final int frames) {
        final long[] elapsedNs = new long[frames];
        final long[] processorNs = new long[frames];
        for (int i = -WARM_UP; i < frames; i++) {
            final long fromProcessorNs = processorNs();
            final long ns = Fx.get(this::frame);
            if (i >= 0) {
                elapsedNs[i] = ns;
                processorNs[i] = processorNs() - fromProcessorNs;
            }
        }
        System.out.printf(Locale.ROOT, "%,d strategies, %,d frames%n", moment.strategies().size(), frames);
        print("elapsed", elapsedNs);
        print("processor", processorNs);
    }

    private long frame() {
        final long fromNs = System.nanoTime();
        flow.scrollPixels(ROWS_A_FRAME * ROW_PIXELS);
        pane.show(moment);
        scene.snapshot(image);
        return System.nanoTime() - fromNs;
    }

    private static long processorNs() {
        long ns = 0;
        for (final ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && (thread.getThreadName().startsWith("JavaFX Application") || thread.getThreadName().startsWith("QuantumRenderer"))) {
                ns += THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return ns;
    }

    private static void print(final String what, final long[] ns) {
        Arrays.sort(ns);
        System.out.printf(
            Locale.ROOT, "%s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n", what, ms(ns, 0.5), ms(ns, 0.95), ms(ns, 0.99), ms(ns, 1));
    }

    private static double ms(final long[] sortedNs, final double share) {
        return sortedNs[(int) Math.ceil(share * sortedNs.length) - 1] / 1e6;
    }
}
