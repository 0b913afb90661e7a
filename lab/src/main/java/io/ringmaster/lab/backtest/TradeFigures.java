package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Figures of the closed trades, in total and by group, net of fees and funding. Constant memory. */
final class TradeFigures implements Consumer<Trade> {

    private static final double MINUTE_NS = 60e9;

    private final Group all = new Group();
    private final Map<String, Group> bySide = new TreeMap<>();
    private final Map<String, Group> byStrategy = new TreeMap<>();
    private final Map<String, Group> byExitReason = new TreeMap<>();

    /** A group of trades. */
    static final class Group {

        private long trades;
        private long wins;
        private long losses;
        private long wonE8;
        private long lostE8;
        private long grossE8;
        private long feesE8;
        private long fundingE8;
        private long heldNs;
        private long turnoverE8;

        private void add(final Trade trade) {
            final long netE8 = trade.netPnlE8();
            trades++;
            heldNs = Math.addExact(heldNs, trade.exit().timeNs() - trade.entry().timeNs());
            turnoverE8 = Math.addExact(turnoverE8, Math.addExact(trade.entry().notionalE8(), trade.exit().notionalE8()));
            grossE8 = Math.addExact(grossE8, trade.grossPnlE8());
            feesE8 = Math.addExact(feesE8, trade.costs().feesE8());
            fundingE8 = Math.addExact(fundingE8, trade.costs().fundingE8());
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

        long turnoverE8() {
            return turnoverE8;
        }

        long grossE8() {
            return grossE8;
        }

        /** Positive is paid. */
        long feesE8() {
            return feesE8;
        }

        /** Positive is received. */
        long fundingE8() {
            return fundingE8;
        }

        long netE8() {
            return wonE8 - lostE8;
        }

        /** Share of winners among winners and losers; NaN without any. */
        double winRate() {
            return (double) wins / (wins + losses);
        }

        /** NaN without a loss. */
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

    @Override
    public void accept(final Trade trade) {
        all.add(trade);
        bySide.computeIfAbsent(trade.side() == Side.BUY ? "long" : "short", name -> new Group()).add(trade);
        byStrategy.computeIfAbsent(trade.strategy(), name -> new Group()).add(trade);
        byExitReason.computeIfAbsent(trade.exit().reason(), name -> new Group()).add(trade);
    }

    Group all() {
        return all;
    }

    long longs() {
        return bySide.containsKey("long") ? bySide.get("long").trades() : 0;
    }

    /** Groups by side: {@code long} and {@code short}. */
    Map<String, Group> bySide() {
        return bySide;
    }

    /** Groups by the strategy with the largest weight in the decision to enter. */
    Map<String, Group> byStrategy() {
        return byStrategy;
    }

    Map<String, Group> byExitReason() {
        return byExitReason;
    }
}
