package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import javafx.scene.text.TextAlignment;

/**
 * Candles and their volume. A rising candle is blue and hollow, a falling one orange and filled. A candle without a trade, which only quotes made, is
 * a flat stroke; a span without either stays empty.
 */
final class CandlePainter {

    private static final double BODY_SHARE = 0.7;
    private static final double LEAST_HOLLOW_PIXELS = 4;

    private final Frame frame;
    private final double body;

    private CandlePainter(final Frame frame) {
        this.frame = frame;
        final double wanted = Math.max(1, Math.floor(frame.time().pixels(frame.timeframe().lengthNs()) * BODY_SHARE));
        body = wanted > 2 && wanted % 2 == 0 ? wanted - 1 : wanted;
    }

    static void draw(final Frame frame) {
        final CandlePainter painter = new CandlePainter(frame);
        painter.volume();
        painter.candles(true);
        painter.candles(false);
    }

    static boolean isRising(final Candle candle) {
        return candle.closeE8() >= candle.openE8();
    }

    private double left(final Candle candle) {
        final double middle = frame.time().xOf(candle.openTimeNs() + frame.timeframe().lengthNs() / 2.0);
        return Math.floor(middle - body / 2 + 0.5);
    }

    private boolean isInPlot(final double left) {
        return left + body > 0 && left < frame.layout().plotWidth();
    }

    private void rectangle(final Ink ink, final double x, final double y, final double width, final double height) {
        final double right = Math.min(x + width, frame.layout().plotWidth());
        if (right > x) {
            frame.brush().box(ink, x, y, right - x, height);
        }
    }

    private void candles(final boolean isRising) {
        for (final Candle candle : frame.visible().candles()) {
            final double left = left(candle);
            if (isRising(candle) == isRising && isInPlot(left)) {
                candle(candle, left, isRising);
            }
        }
    }

    private void candle(final Candle candle, final double left, final boolean isRising) {
        final Ink ink = isRising ? Ink.UP : Ink.DOWN;
        final double wick = left + Math.floor(body / 2);
        final double high = Math.floor(frame.price().yOf(candle.highE8()));
        final double low = Math.floor(frame.price().yOf(candle.lowE8()));
        final double top = Math.floor(frame.price().yOf(Math.max(candle.openE8(), candle.closeE8())));
        final double bottom = Math.max(top + 1, Math.floor(frame.price().yOf(Math.min(candle.openE8(), candle.closeE8()))));
        if (!isRising || body < LEAST_HOLLOW_PIXELS || bottom - top < 3) {
            rectangle(ink, wick, high, 1, Math.max(1, low - high));
            rectangle(ink, left, top, body, bottom - top);
            return;
        }
        rectangle(ink, wick, high, 1, top - high);
        rectangle(ink, wick, bottom, 1, low - bottom);
        rectangle(ink, left, top, body, 1);
        rectangle(ink, left, bottom - 1, body, 1);
        rectangle(ink, left, top, 1, bottom - top);
        rectangle(ink, left + body - 1, top, 1, bottom - top);
    }

    private void volume() {
        long most = 0;
        for (final Candle candle : frame.visible().candles()) {
            most = Math.max(most, candle.volumeE8());
        }
        if (most == 0) {
            return;
        }
        volume(most, true);
        volume(most, false);
        final Layout layout = frame.layout();
        final String text = Numbers.fixed(most, volumeDecimals(most));
        frame.brush().text(Ink.MUTED, text, layout.width() - 8, layout.volumeTop() + layout.line() / 2, TextAlignment.RIGHT);
    }

    private void volume(final long mostE8, final boolean isRising) {
        final Ink ink = isRising ? Ink.UP_FILL : Ink.DOWN_FILL;
        final double bottom = frame.layout().plotBottom();
        final double room = bottom - frame.layout().volumeTop();
        for (final Candle candle : frame.visible().candles()) {
            final double left = left(candle);
            if (candle.volumeE8() > 0 && isRising(candle) == isRising && isInPlot(left)) {
                final double height = Math.max(1, Math.floor((double) candle.volumeE8() / mostE8 * room));
                rectangle(ink, left, bottom - height, body, height);
            }
        }
    }

    /** About four digits. */
    static int volumeDecimals(final long volumeE8) {
        final long whole = volumeE8 / 100_000_000;
        return whole >= 1_000 ? 0 : whole >= 100 ? 1 : whole >= 10 ? 2 : 3;
    }
}
