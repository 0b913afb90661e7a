package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import java.util.function.Consumer;

/** What the closed trades say, net of fees and funding. Constant memory. */
final class TradeFigures implements Consumer<Trade> {

    private static final double MINUTE_NS = 60e9;

    private long trades;
    private long wins;
    private long losses;
    private long wonE8;
    private long lostE8;
    private long longs;
    private long heldNs;
    private long turnoverE8;

    @Override
    public void accept(final Trade trade) {
        final long netE8 = trade.netPnlE8();
        trades++;
        longs += trade.side() == Side.BUY ? 1 : 0;
        heldNs = Math.addExact(heldNs, trade.exitTimeNs() - trade.entryTimeNs());
        turnoverE8 = Math.addExact(turnoverE8, Math.addExact(trade.entryE8(), trade.exitE8()));
        if (netE8 > 0) {
            wins++;
            wonE8 = Math.addExact(wonE8, netE8);
        } else if (netE8 < 0) {
            losses++;
            lostE8 = Math.addExact(lostE8, -netE8);
        }
    }

    long trades() {
        return trades;
    }

    long wins() {
        return wins;
    }

    long losses() {
        return losses;
    }

    long longs() {
        return longs;
    }

    long turnoverE8() {
        return turnoverE8;
    }

    /** Of those that won or lost; NaN when none did. */
    double winRate() {
        return (double) wins / (wins + losses);
    }

    /** NaN when nothing was lost. */
    double profitFactor() {
        return lostE8 == 0 ? Double.NaN : (double) wonE8 / lostE8;
    }

    /** Quote currency; NaN without a trade. */
    double averagePnl() {
        return (wonE8 - lostE8) / 1e8 / trades;
    }

    double averageHoldingMinutes() {
        return heldNs / MINUTE_NS / trades;
    }
}
