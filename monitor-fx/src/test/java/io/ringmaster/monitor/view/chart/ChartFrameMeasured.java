package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Toolkit;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/**
 * Measures how long a frame of the chart takes with 500 candles in sight while it is dragged, in software rendering: everything from the event to
 * the picture of the whole scene, which is more than the screen needs. CPU time of the JavaFX thread stands beside elapsed time, for a machine that
 * is busy otherwise, and that of the thread that draws.
 */
final class ChartFrameMeasured {

    private static final int WARM_UP = 200;
    private static final int FRAMES = 200;
    private static final int CANDLES = 500;

    private ChartFrameMeasured() {
    }

    public static void main(final String[] arguments) throws Exception {
        Toolkit.startWithoutDisplay();
        final Path session = Files.createTempDirectory("chart-frames");
        write(session);
        try (SessionModel model = SessionModel.open(session)) {
            final Moment moment = model.settled().join();
            final Chart chart = Fx.get(() -> new Chart(new FixedDesk()));
            final Scene scene = Fx.show((Parent) chart.node(), 1_600, 900, Palette.DARK);
            Fx.run(() -> chart.show(moment));
            Fx.pulse();
            final ChartCanvas canvas = Fx.find(scene, "#chart-canvas");
            Fx.run(() -> zoomTo(canvas));
            final WritableImage image = new WritableImage(1_600, 900);
            final long[] tookNs = new long[FRAMES];
            final long[] cpuNs = new long[FRAMES];
            for (int i = -WARM_UP; i < FRAMES; i++) {
                final int pixels = i % 2 == 0 ? 3 : -3;
                final int place = Math.max(0, i);
                Fx.run(() -> {
                    final long before = System.nanoTime();
                    final long cpuBefore = Fx.cpuNs();
                    canvas.pan(pixels);
                    scene.snapshot(image);
                    tookNs[place] = System.nanoTime() - before;
                    cpuNs[place] = Fx.cpuNs() - cpuBefore;
                });
            }
            Arrays.sort(tookNs);
            Arrays.sort(cpuNs);
            System.out.printf("%d candles, %d fills, %d orders: p50 %.1f ms, p95 %.1f ms, max %.1f ms; CPU of both threads of JavaFX p50 %.1f ms, p95 %.1f ms%n",
                Fx.get(() -> canvas.visible().candles().size()), Fx.get(() -> canvas.visible().fills().size()),
                Fx.get(() -> canvas.visible().orders().size()), tookNs[FRAMES / 2] / 1e6, tookNs[FRAMES * 95 / 100] / 1e6, tookNs[FRAMES - 1] / 1e6,
                cpuNs[FRAMES / 2] / 1e6, cpuNs[FRAMES * 95 / 100] / 1e6);
        }
        System.exit(0);
    }

    /** A walk of 700 s with 140 orders, half of them filled. */
    private static void write(final Path session) throws IOException {
        final Random random = new Random(71);
        try (TradedSession written = new TradedSession(session)) {
            long ticks = 120_000;
            for (int second = 0; second < 700; second++) {
                for (int part = 0; part < 4; part++) {
                    ticks += random.nextInt(21) - 10;
                    written.at(second * TradedSession.SECOND + part * 200_000_000L).trade(0, ticks, 1 + random.nextInt(500));
                }
                written.ticker(0, ticks + 1, ticks - 2);
                if (second % 5 == 0) {
                    written.order(second + 1, 0, OrderType.POST_ONLY, Side.BUY, OrderPurpose.INCREASE, ticks - 5, 10);
                } else if (second % 10 == 2) {
                    written.fill(second - 1, 0, Side.BUY, ticks, 10, second);
                } else if (second % 10 == 8) {
                    written.cancel(second - 2, 0, Side.BUY, 10);
                }
            }
        }
    }

    private static void zoomTo(final ChartCanvas canvas) {
        canvas.choose(Timeframe.S1);
        for (int i = 0; i < 200 && canvas.visible().candles().size() < CANDLES; i++) {
            canvas.zoom(canvas.time().width(), 0.98);
        }
    }
}
