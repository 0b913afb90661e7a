package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
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
import javafx.scene.control.skin.VirtualFlow;

/**
 * How long does a frame take while a person scrolls through the strategies? Arguments: the directory of a session with many strategies, and how many
 * frames. A frame is: three rows further, the values of the moment again, layout, and drawing in software; frames follow each other as fast as they
 * can, so the time between two of them is what one takes. More than 16 ms at p95 would make the grid a drawing of its own instead of a table.
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
        System.setProperty("javafx.animation.fullspeed", "true");
        Toolkit.startWithoutDisplay();
        try (SessionModel model = SessionModel.open(session)) {
            final Moment moment = model.settled().join();
            final StrategiesPane pane = Fx.get(() -> new StrategiesPane(new FixedDesk()));
            final Scene scene = Fx.show((Parent) pane.node(), PIXELS, PIXELS, Palette.DARK);
            Fx.run(() -> pane.show(moment));
            Fx.pulse();
            final VirtualFlow<?> flow = Fx.find(scene, ".virtual-flow");
            measure(frameNs, () -> {
                flow.scrollPixels(ROWS_A_FRAME * ROW_PIXELS);
                pane.show(moment);
            });
            System.out.printf(Locale.ROOT, "%,d strategies, %,d frames%n", moment.strategies().size(), frameNs.length);
        }
        Arrays.sort(frameNs);
        System.out.printf(
            Locale.ROOT, "a frame: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n",
            ms(frameNs, 0.5), ms(frameNs, 0.95), ms(frameNs, 0.99), ms(frameNs, 1));
        System.exit(0);
    }

    private static void measure(final long[] frameNs, final Runnable frame) throws InterruptedException {
        final CountDownLatch done = new CountDownLatch(1);
        Fx.run(() -> new AnimationTimer() {
            private int next = -WARM_UP;
            private long lastNs;

            @Override
            public void handle(final long pulseNs) {
                final long nowNs = System.nanoTime();
                if (next > 0) {
                    frameNs[next - 1] = nowNs - lastNs;
                }
                if (next++ == frameNs.length) {
                    stop();
                    done.countDown();
                    return;
                }
                lastNs = nowNs;
                frame.run();
            }
        }.start());
        done.await();
    }

    private static double ms(final long[] sortedNs, final double share) {
        return sortedNs[(int) Math.ceil(share * sortedNs.length) - 1] / 1e6;
    }
}
