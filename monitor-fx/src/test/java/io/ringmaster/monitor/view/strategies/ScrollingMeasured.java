package io.ringmaster.monitor.view.strategies;

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
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.WritableImage;

/**
 * How long does a frame take while a person scrolls through the strategies? Arguments: the directory of a session with many strategies, and how many
 * frames. A frame is: three rows further, the values of the moment again, layout, drawing in software, and the picture read back. More than 16 ms at
 * p95 would make the grid a drawing of its own instead of a table.
 */
final class ScrollingMeasured {

    private static final int WARM_UP = 300;
    private static final int ROWS_A_FRAME = 3;
    private static final double ROW_PIXELS = 22.1;

    private ScrollingMeasured() {
    }

    public static void main(final String[] arguments) throws IOException {
        Toolkit.startWithoutDisplay();
        final int frames = Integer.parseInt(arguments[1]);
        try (SessionModel model = SessionModel.open(Path.of(arguments[0]))) {
            final Moment moment = model.settled().join();
            final FixedDesk desk = new FixedDesk();
            final StrategiesPane pane = Fx.get(() -> new StrategiesPane(desk));
            final Scene scene = Fx.show((Parent) pane.node(), 1440, 900, Palette.DARK);
            Fx.run(() -> pane.show(moment));
            Fx.pulse();
            final VirtualFlow<?> flow = Fx.find(scene, ".virtual-flow");
            final WritableImage image = new WritableImage(1440, 900);
            final long[] elapsedNs = new long[frames];
            for (int i = -WARM_UP; i < frames; i++) {
                final long ns = Fx.get(() -> frame(pane, moment, scene, flow, image));
                if (i >= 0) {
                    elapsedNs[i] = ns;
                }
            }
            Arrays.sort(elapsedNs);
            System.out.printf(
                Locale.ROOT, "%,d strategies, %,d frames: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n", moment.strategies().size(), frames,
                ms(elapsedNs, 0.5), ms(elapsedNs, 0.95), ms(elapsedNs, 0.99), ms(elapsedNs, 1));
        }
        System.exit(0);
    }

    private static long frame(final StrategiesPane pane, final Moment moment, final Scene scene, final VirtualFlow<?> flow, final WritableImage image) {
        final long fromNs = System.nanoTime();
        flow.scrollPixels(ROWS_A_FRAME * ROW_PIXELS);
        pane.show(moment);
        scene.snapshot(image);
        return System.nanoTime() - fromNs;
    }

    private static double ms(final long[] sortedNs, final double share) {
        return sortedNs[(int) Math.ceil(share * sortedNs.length) - 1] / 1e6;
    }
}
