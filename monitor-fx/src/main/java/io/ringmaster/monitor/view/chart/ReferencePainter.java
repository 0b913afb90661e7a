package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.view.kit.Ink;
import java.util.function.ToLongFunction;

/** Mark and index as thin lines behind the candles. */
final class ReferencePainter {

    private static final double STRENGTH = 0.75;

    private ReferencePainter() {
    }

    static void draw(final Frame frame) {
        frame.brush().strength(STRENGTH);
        line(frame, Candle::indexE8, Ink.THIRD);
        line(frame, Candle::markE8, Ink.SECOND);
        frame.brush().strength(1);
    }

    private static void line(final Frame frame, final ToLongFunction<Candle> value, final Ink ink) {
        final long length = frame.timeframe().lengthNs();
        final double[] xs = new double[frame.visible().candles().size()];
        final double[] ys = new double[xs.length];
        int count = 0;
        long previousNs = 0;
        for (final Candle candle : frame.visible().candles()) {
            final long price = value.applyAsLong(candle);
            final double x = frame.time().xOf(candle.openTimeNs() + length / 2.0);
            final boolean isSeen = price != 0 && frame.price().isVisible(price) && x <= frame.layout().plotWidth();
            if (!isSeen || candle.openTimeNs() - previousNs > length) {
                frame.brush().curve(ink, xs, ys, count);
                count = 0;
            }
            if (isSeen) {
                xs[count] = x;
                ys[count++] = frame.price().yOf(price);
                previousNs = candle.openTimeNs();
            }
        }
        frame.brush().curve(ink, xs, ys, count);
    }
}
