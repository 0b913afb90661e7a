package io.ringmaster.monitor.view.portfolio;

import io.ringmaster.monitor.model.AccountView;
import io.ringmaster.monitor.model.EquityRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.view.plot.TimeScale;
import java.nio.file.Path;

/** The account from the start of a session to a moment: equity, drawdown and exposure, for each column of pixels and at each time. */
final class EquityHistory {

    private final Rows<EquityRow> rows;
    private final AccountView now;
    private final long fromNs;
    private final long toNs;
    private final Path session;

    /**
     * The account at a time.
     *
     * @param drawdownE8 loss since the highest equity, as a share of it
     * @param leverageE8 value of all positions over equity
     */
    record Point(long timeNs, long equityE8, long highestE8, long drawdownE8, long leverageE8) {
    }

    EquityHistory(final Moment moment) {
        rows = moment.equity();
        now = moment.account();
        fromNs = moment.firstTimeNs();
        session = moment.facts().directory();
        toNs = Math.max(moment.timeNs(), fromNs + 1);
    }

    /** Whether the equity is still what it was at the start. */
    boolean isEmpty() {
        return rows.size() <= 1 && now.equityE8() == now.initialCashE8();
    }

    TimeScale scale(final double left, final double right) {
        return new TimeScale(fromNs, toNs, left, right);
    }

    Point start() {
        return new Point(fromNs, now.initialCashE8(), now.initialCashE8(), 0, 0);
    }

    Point now() {
        return new Point(toNs, now.equityE8(), now.highestEquityE8(), now.drawdownE8(), now.leverageE8());
    }

    private static Point point(final EquityRow row) {
        final long highest = row.highestEquityE8();
        return new Point(row.timeNs(), row.equityE8(), highest, row.drawdownE8(), row.leverageE8());
    }

    /** The account as it was at a time: of the last second in which it changed. */
    Point at(final long timeNs) {
        if (timeNs >= toNs) {
            return now();
        }
        final int next = rows.firstAtOrAfter(timeNs + 1);
        return next == 0 ? start() : point(rows.get(next - 1));
    }

    /** When the drawdown was largest; 0 without a drawdown. */
    long worstTimeNs() {
        if (now.worstSequence() == 0) {
            return 0;
        }
        // A row is written by the first input of a later second, before that input counts.
        final int row = rows.firstAtOrAfterSequence(now.worstSequence() + 1);
        return row == rows.size() ? toNs : rows.timeNs(row);
    }

    /** Number of the seconds in which the account changed. */
    int size() {
        return rows.size();
    }

    /** The account at the end of one of these seconds. */
    Point point(final int row) {
        return point(rows.get(row));
    }

    Path session() {
        return session;
    }
}
