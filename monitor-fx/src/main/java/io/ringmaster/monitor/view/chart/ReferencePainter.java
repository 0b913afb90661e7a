package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.view.kit.Ink;
import java.util.function.ToLongFunction;
import javafx.scene.canvas.GraphicsContext;

/** Mark and index as thin lines behind the candles. */
final class ReferencePainter {

    private static final double STRENGTH = 0.75;

    private ReferencePainter() {
    }

    static void draw(final Frame frame) {
        frame.graphics().setLineWidth(1);
        frame.graphics().setGlobalAlpha(STRENGTH);
        line(frame, Candle::indexE8, Ink.THIRD);
        line(frame, Candle::markE8, Ink.SECOND);
        frame.graphics().setGlobalAlpha(1);
    }

    private static void line(final Frame frame, final ToLongFunction<Candle> value, final Ink ink) {
        final GraphicsContext graphics = frame.graphics();
        final long length = frame.timeframe().lengthNs();
        frame.stroke(ink);
        graphics.beginPath();
        long previousNs = Long.MIN_VALUE;
        for (final Candle candle : frame.visible().candles()) {
            final long price = value.applyAsLong(candle);
            final double x = frame.time().xOf(candle.openTimeNs() + length / 2.0);
            if (price == 0 || !frame.price().isVisible(price) || x > frame.layout().plotWidth()) {
                previousNs = Long.MIN_VALUE;
                continue;
            }
            if (previousNs == Long.MIN_VALUE || candle.openTimeNs() - previousNs > length) {
                graphics.moveTo(x, frame.price().yOf(price));
            } else {
                graphics.lineTo(x, frame.price().yOf(price));
            }
            previousNs = candle.openTimeNs();
        }
        graphics.stroke();
    }
}
