package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Frames;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * How long does a frame of the chart take with 500 candles in sight: while a person drags it, and while it follows what comes, with another moment in
 * each frame? Argument: how many frames. The goal is 16 ms at p95.
 */
final class ChartFrameMeasured {

    private static final int CANDLES = 500;
    private static final int MOMENTS = 60;
    private static final long MOMENT_NS = 50_000_000;
    private static final int DRAGGED_PIXELS = 3;
    private static final int TURN_FRAMES = 50;
    /** The screen of the headless platform. */
    private static final int SCREEN_PIXELS = 1_000;

    private int frame;

    public static void main(final String[] arguments) throws Exception {
        Frames.prepare();
        final Path session = Files.createTempDirectory("chart-frames");
        write(session);
        try (SessionModel model = SessionModel.open(session)) {
            new ChartFrameMeasured().measure(model, Integer.parseInt(arguments[0]));
        }
        System.exit(0);
    }

    private void measure(final SessionModel model, final int frames) throws InterruptedException {
        final Moment last = model.settled().join();
        final List<Moment> moments = new ArrayList<>();
        for (int i = MOMENTS; i > 0; i--) {
            moments.add(model.goToTime(last.timeNs() - i * MOMENT_NS).join());
        }
        final Chart chart = Fx.get(() -> new Chart(new FixedDesk()));
        final Scene scene = Fx.show((Parent) chart.node(), SCREEN_PIXELS, SCREEN_PIXELS, Palette.DARK);
        Fx.run(() -> chart.show(last));
        Fx.pulse();
        final ChartCanvas canvas = Fx.find(scene, "#chart-canvas");
        Fx.run(() -> zoomTo(canvas));
        System.out.println(Fx.get(() -> canvas.visible().candles().size() + " candles, " + canvas.visible().fills().size() + " fills, "
            + canvas.visible().orders().size() + " orders"));
        Frames.measure("dragged", frames, () -> canvas.pan(frame++ / TURN_FRAMES % 2 == 0 ? DRAGGED_PIXELS : -DRAGGED_PIXELS));
        Fx.run(canvas::follow);
        Frames.measure("following", frames, () -> chart.show(moments.get(frame++ % MOMENTS)));
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
