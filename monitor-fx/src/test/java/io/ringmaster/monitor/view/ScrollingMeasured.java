package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Toolkit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * How long does a frame take while a person scrolls through the strategies? Arguments: the directory of a session with many strategies, and how many
 * frames. A frame is: three rows further, the values of the moment again, layout, and drawing in software; frames follow each other as fast as they
 * can, so the time between two of them is what one takes. Processor time of both threads of JavaFX stands beside it, for a machine that is busy
 * otherwise. The goal is 16 ms at p95.
 */
final class ScrollingMeasured {

    private static final int WARM_UP = 300;
    private static final int ROWS_A_FRAME = 3;
    private static final double ROW_PIXELS = 22.1;
    /** The screen of the headless platform. */
    private static final int PIXELS = 1_000;

    private ScrollingMeasured() {
    }

    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final Path session = Path.of(arguments[0]);
        final long[] frameNs = new long[Integer.parseInt(arguments[1])];
        final long[] cpuNs = new long[frameNs.length];
        System.setProperty("javafx.animation.fullspeed", "true");
        Toolkit.startWithoutDisplay();
        try (SessionModel model = SessionModel.open(session)) {
            final Moment moment = model.settled().join();
            final StrategiesPane pane = Fx.get(() -> new StrategiesPane(new FixedDesk()));
            final Scene scene = Fx.show((Parent) pane.node(), PIXELS, PIXELS, Palette.DARK);
            Fx.run(() -> pane.show(moment));
            Fx.pulse();
            final LiveTable<?> table = Fx.find(scene, "#strategies");
            measure(frameNs, cpuNs, () -> {
                table.scroll(0, ROWS_A_FRAME * ROW_PIXELS);
                pane.show(moment);
            });
            System.out.printf(Locale.ROOT, "%,d strategies, %,d frames%n", moment.strategies().size(), frameNs.length);
        }
        print("a frame", frameNs);
        print("processor time of both threads of JavaFX", cpuNs);
        System.exit(0);
    }

    private static void print(final String what, final long[] ns) {
        Arrays.sort(ns);
        System.out.printf(Locale.ROOT, "%s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n", what, ms(ns, 0.5), ms(ns, 0.95), ms(ns, 0.99), ms(ns, 1));
    }

    private static void measure(final long[] frameNs, final long[] cpuNs, final Runnable frame) throws InterruptedException {
        final CountDownLatch done = new CountDownLatch(1);
        Fx.run(() -> new AnimationTimer() {
            private int next = -WARM_UP;
            private long lastNs;
            private long lastCpuNs;

            @Override
            public void handle(final long pulseNs) {
                final long nowNs = System.nanoTime();
                if (next > 0) {
                    frameNs[next - 1] = nowNs - lastNs;
                    cpuNs[next - 1] = Fx.cpuNs() - lastCpuNs;
                }
                if (next++ == frameNs.length) {
                    stop();
                    done.countDown();
                    return;
                }
                lastNs = nowNs;
                lastCpuNs = Fx.cpuNs();
                frame.run();
            }
        }.start());
        done.await();
    }

    private static double ms(final long[] sortedNs, final double share) {
        return sortedNs[(int) Math.ceil(share * sortedNs.length) - 1] / 1e6;
    }
}
