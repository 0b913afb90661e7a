package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How a backtest went. Ratios are NaN where they are not defined: no loss to divide by, too short for a year's rate.
 *
 * @param bars         imported bars; those the trades of a recording made, of all timeframes, where it has none
 * @param feesE8       positive is paid
 * @param fundingE8    positive is received
 * @param outputSha256 over every output of the engine
 * @param elapsedNs    wall time
 */
public record BacktestResult(
    long bars, long events, long decisions, long orders, long fills, long refusals, boolean latched, long initialEquityE8,
    long finalEquityE8, long positionE8, long feesE8, long fundingE8, long startNs, long endNs, String outputSha256, long elapsedNs,
    EquityFigures equity, TradeFigures trades) {

    static BacktestResult of(
        final EngineStatus status, final long importedBars, final long initialE8, final long startNs, final long endNs,
        final String outputSha256, final long elapsedNs, final EquityFigures equity, final TradeFigures trades) {
        return new BacktestResult(
            importedBars > 0 ? importedBars : status.get(Figure.BARS), status.get(Figure.EVENTS), status.get(Figure.DECISIONS),
            status.get(Figure.ORDERS), status.get(Figure.FILLS), status.get(Figure.RISK_REFUSALS), status.get(Figure.LATCHED) != 0,
            initialE8, status.get(Figure.EQUITY_E8), status.get(Figure.POSITION_E8), status.get(Figure.FEES_E8),
            status.get(Figure.FUNDING_E8), startNs, endNs, outputSha256, elapsedNs, equity, trades);
    }

    public double barsPerSecond() {
        return bars * 1e9 / elapsedNs;
    }

    /** The ratios by name, in alphabetical order. */
    public Map<String, Double> ratios() {
        final Map<String, Double> all = new TreeMap<>();
        all.put("totalReturn", equity.totalReturn());
        all.put("cagr", equity.cagr());
        all.put("sharpe", equity.sharpe());
        all.put("sharpeDaily", equity.sharpeDaily());
        all.put("sortino", equity.sortino());
        all.put("sortinoDaily", equity.sortinoDaily());
        all.put("calmar", equity.maxDrawdown() > 0 ? equity.cagr() / equity.maxDrawdown() : Double.NaN);
        all.put("maxDrawdown", equity.maxDrawdown());
        all.put("skewnessDaily", equity.skewness());
        all.put("kurtosisDaily", equity.kurtosis());
        all.put("stepsAYear", equity.stepsAYear());
        all.put("timeInMarket", equity.timeInMarket());
        all.put("winRate", trades.winRate());
        all.put("profitFactor", trades.profitFactor());
        all.put("avgTradePnl", trades.averagePnl());
        all.put("avgHoldingMinutes", trades.averageHoldingMinutes());
        return all;
    }

    /** Tells the counts by name. */
    void forEachCount(final BiConsumer<String, Long> action) {
        action.accept("bars", bars);
        action.accept("steps", equity.steps());
        action.accept("days", equity.days());
        action.accept("trades", trades.trades());
        action.accept("wins", trades.wins());
        action.accept("losses", trades.losses());
        action.accept("longTrades", trades.longs());
    }

    /** Closed trades. */
    public long closedTrades() {
        return trades.trades();
    }
}
