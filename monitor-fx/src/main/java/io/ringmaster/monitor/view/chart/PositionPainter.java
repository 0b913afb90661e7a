package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.view.kit.Ink;

/** Positions: a dashed line at the average entry, and the band between it and the closes; blue where the position earns, orange where it loses. */
final class PositionPainter {

    private static final double[] DASHES = {6, 3};

    private static final double BAND_STRENGTH = 0.6;

    private final Frame frame;

    private PositionPainter(final Frame frame) {
        this.frame = frame;
    }

    static void draw(final Frame frame) {
        final PositionPainter painter = new PositionPainter(frame);
        frame.brush().strength(BAND_STRENGTH);
        for (final Holding holding : frame.visible().holdings()) {
            painter.band(holding);
        }
        frame.brush().strength(1);
        frame.brush().dashes(DASHES);
        for (final Holding holding : frame.visible().holdings()) {
            frame.level(Ink.ACCENT, frame.time().xOf(holding.fromNs()), frame.time().xOf(holding.toNs()), holding.entryE8());
        }
        frame.brush().dashes();
    }

    private void band(final Holding holding) {
        final double entry = frame.yInPlot(holding.entryE8());
        final long length = frame.timeframe().lengthNs();
        for (final Candle candle : frame.visible().candles()) {
            final long from = Math.max(candle.openTimeNs(), holding.fromNs());
            final long to = Math.min(candle.openTimeNs() + length, holding.toNs());
            if (to > from) {
                final double left = Math.max(0, Math.floor(frame.time().xOf(from)));
                final double right = Math.min(frame.layout().plotWidth(), Math.floor(frame.time().xOf(to)));
                final double close = frame.yInPlot(candle.closeE8());
                final boolean isEarning = candle.closeE8() > holding.entryE8() == holding.qtyE8() > 0;
                frame.brush().box(isEarning ? Ink.UP_FILL : Ink.DOWN_FILL, left, Math.min(entry, close), Math.max(0, right - left), Math.abs(close - entry));
            }
        }
    }
}
