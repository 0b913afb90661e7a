package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Toolkit;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/**
 * Measures how long a frame of the chart takes with 500 candles in sight while it is dragged, in software rendering: everything from the event to
 * the picture of the whole scene, which is more than the screen needs. The argument is the directory of a session with 500 s of trades or more.
 */
final class ChartFrameMeasured {

    private static final int WARM_UP = 300;
    private static final int FRAMES = 500;
    private static final int CANDLES = 500;

    private ChartFrameMeasured() {
    }

    public static void main(final String[] arguments) throws Exception {
        Toolkit.startWithoutDisplay();
        try (SessionModel model = SessionModel.open(Path.of(arguments[0]))) {
            final Moment moment = model.settled().join();
            final Chart chart = Fx.get(() -> new Chart(new FixedDesk()));
            final Scene scene = Fx.show((Parent) chart.node(), 1_600, 900, Palette.DARK);
            Fx.run(() -> chart.show(moment));
            Fx.pulse();
            final ChartCanvas canvas = Fx.find(scene, "#chart-canvas");
            Fx.run(() -> zoomTo(canvas));
            final WritableImage image = new WritableImage(1_600, 900);
            final long[] tookNs = new long[FRAMES];
            for (int i = -WARM_UP; i < FRAMES; i++) {
                final int pixels = i % 2 == 0 ? 3 : -3;
                final long took = Fx.get(() -> {
                    final long before = System.nanoTime();
                    canvas.pan(pixels);
                    scene.snapshot(image);
                    return System.nanoTime() - before;
                });
                tookNs[Math.max(0, i)] = took;
            }
            Arrays.sort(tookNs);
            System.out.printf("%d candles, %d fills, %d orders: p50 %.1f ms, p95 %.1f ms, max %.1f ms%n",
                Fx.get(() -> canvas.visible().candles().size()), Fx.get(() -> canvas.visible().fills().size()),
                Fx.get(() -> canvas.visible().orders().size()), tookNs[FRAMES / 2] / 1e6, tookNs[FRAMES * 95 / 100] / 1e6, tookNs[FRAMES - 1] / 1e6);
        }
        System.exit(0);
    }

    private static void zoomTo(final ChartCanvas canvas) {
        canvas.choose(Timeframe.S1);
        for (int i = 0; i < 200 && canvas.visible().candles().size() < CANDLES; i++) {
            canvas.zoom(canvas.time().width(), 0.98);
        }
    }
}
