package io.ringmaster.monitor.view.portfolio;

import io.ringmaster.monitor.view.plot.Columns;
import io.ringmaster.monitor.view.plot.TimeScale;
import java.nio.file.Path;

/** The three curves in columns of pixels. They are kept while no second was added and the axis has not moved by a pixel: a day has 86,400 seconds. */
final class CurveColumns {

    private final Columns equity;
    private final Columns drawdown;
    private final Columns leverage;
    private final TimeScale scale;
    private final Path session;
    private final int rows;

    CurveColumns(final EquityHistory history, final TimeScale scale) {
        final int width = (int) (scale.right() - scale.left());
        this.scale = scale;
        session = history.session();
        rows = history.size();
        equity = new Columns(width);
        drawdown = new Columns(width);
        leverage = new Columns(width);
        add(history.start());
        for (int row = 0; row < rows; row++) {
            add(history.point(row));
        }
    }

    /** Whether these columns still show this history on this axis. */
    boolean isGoodFor(final EquityHistory history, final TimeScale wanted) {
        final long pixelNs = (scale.toNs() - scale.fromNs()) / Math.max(1, equity.width());
        return history.size() == rows && history.session().equals(session) && wanted.fromNs() == scale.fromNs() && wanted.right() == scale.right()
            && wanted.toNs() >= scale.toNs() && wanted.toNs() - scale.toNs() < pixelNs;
    }

    /** The account as it is now, at the right end. */
    void addNow(final EquityHistory history) {
        add(history.now());
    }

    private void add(final EquityHistory.Point point) {
        final int column = (int) (scale.x(point.timeNs()) - scale.left());
        equity.add(column, point.equityE8());
        drawdown.add(column, -point.drawdownE8());
        leverage.add(column, point.leverageE8());
    }

    Columns equity() {
        return equity;
    }

    /** Negative. */
    Columns drawdown() {
        return drawdown;
    }

    Columns leverage() {
        return leverage;
    }
}
