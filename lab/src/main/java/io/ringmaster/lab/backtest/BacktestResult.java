package io.ringmaster.lab.backtest;

import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The result of a backtest. Ratios are NaN if they are undefined, for example without a loss to divide by, or if the time is too short for
 * yearly rates.
 *
 * @param outputSha256 over every output of the engine
 * @param elapsedNs    wall time
 */
public record BacktestResult(
    Counts counts, Latching latching, Money money, Span span, String outputSha256, long elapsedNs, Figures figures) {

    /** 95 % of a normal distribution lie within so many deviations. */
    private static final double Z_95 = 1.959963984540054;

    /**
     * How often things happened.
     *
     * @param bars          imported bars; for a recording without bars, those built from its trades, of all timeframes
     * @param orphanEntries entries without a decision made after the last exit: a fault of the program
     */
    public record Counts(long bars, long events, long decisions, long orders, long fills, long refusals, long orphanEntries) {

        static Counts of(final EngineStatus status, final long importedBars, final long orphanEntries) {
            return new Counts(
                importedBars > 0 ? importedBars : status.get(Figure.BARS), status.get(Figure.EVENTS), status.get(Figure.DECISIONS),
                status.get(Figure.ORDERS), status.get(Figure.FILLS), status.get(Figure.RISK_REFUSALS), orphanEntries);
        }
    }

    /**
     * What became of the account.
     *
     * @param feesE8     positive is paid
     * @param fundingE8  positive is received
     * @param turnoverE8 value of all fills
     */
    public record Money(long initialEquityE8, long finalEquityE8, long positionE8, long feesE8, long fundingE8, long turnoverE8) {

        static Money of(final EngineStatus status, final long initialE8, final long turnoverE8) {
            return new Money(
                initialE8, status.get(Figure.EQUITY_E8), status.get(Figure.POSITION_E8), status.get(Figure.FEES_E8),
                status.get(Figure.FUNDING_E8), turnoverE8);
        }

        /** Value of all fills by the initial equity. */
        public double turnover() {
            return (double) turnoverE8 / initialEquityE8;
        }
    }

    /**
     * The time that was played.
     *
     * @param startNs     time from which the figures count
     * @param warmupEndNs end of the warm-up; no decision is made before it
     * @param ruinedNs    time at which the account fell below zero and the backtest ended; 0 if it did not
     */
    public record Span(long startNs, long endNs, long warmupEndNs, long ruinedNs) {
    }

    /**
     * The figures from the steps and trades, and of the challengers.
     *
     * @param sharpe of daily returns; unknown if the time is too short for yearly figures
     */
    record Figures(
        EquityFigures equity, TradeFigures trades, MarketFigures market, Drawdowns drawdowns, MonthlyReturns months, JudgedSharpe sharpe,
        List<Standing> challengers) {
    }

    /** Where those stand that decided beside the policy that traded. */
    public List<Standing> challengers() {
        return figures.challengers();
    }

    EquityFigures equity() {
        return figures.equity();
    }

    TradeFigures trades() {
        return figures.trades();
    }

    MarketFigures market() {
        return figures.market();
    }

    Drawdowns drawdowns() {
        return figures.drawdowns();
    }

    MonthlyReturns months() {
        return figures.months();
    }

    /** The Sharpe ratio of daily returns, with how sure it is; unknown if the time is too short for yearly figures. */
    public JudgedSharpe sharpe() {
        return figures.sharpe();
    }

    /** The return of each UTC day. */
    public DailyReturns daily() {
        return equity().daily();
    }

    /** Whether the time is long enough for yearly figures; otherwise the ratios are NaN. */
    public boolean isLongEnoughForAYear() {
        return equity().isLongEnoughForAYear();
    }

    long netPnlE8() {
        return money.finalEquityE8 - money.initialEquityE8;
    }

    /** The market's yearly return; NaN if the time is too short. */
    double holdCagr() {
        return isLongEnoughForAYear() ? EquityFigures.aYear(market().holdReturn() + 1, equity().elapsedNs()) : Double.NaN;
    }

    public double barsPerSecond() {
        return counts.bars * 1e9 / elapsedNs;
    }

    /** The ratios by name, in alphabetical order. */
    public Map<String, Double> ratios() {
        final Map<String, Double> all = new TreeMap<>();
        all.put("totalReturn", equity().totalReturn());
        all.put("cagr", equity().cagr());
        all.put("sharpe", equity().sharpe());
        all.put("sharpeDaily", equity().sharpeDaily());
        putCertainty(all);
        all.put("sortino", equity().sortino());
        all.put("sortinoDaily", equity().sortinoDaily());
        all.put("calmar", equity().maxDrawdown() > 0 ? equity().cagr() / equity().maxDrawdown() : Double.NaN);
        all.put("maxDrawdown", equity().maxDrawdown());
        all.put("skewnessDaily", equity().skewness());
        all.put("kurtosisDaily", equity().kurtosis());
        all.put("stepsAYear", equity().stepsAYear());
        all.put("buyAndHoldReturn", market().holdReturn());
        all.put("buyAndHoldMaxDrawdown", market().holdMaxDrawdown());
        all.put("buyAndHoldCagr", holdCagr());
        all.put("averageExposure", market().averageExposure());
        all.put("maxExposure", market().maxExposure());
        all.put("timeLong", market().timeLong());
        all.put("timeShort", market().timeShort());
        all.put("timeInMarket", equity().timeInMarket());
        all.put("winRate", trades().all().winRate());
        all.put("profitFactor", trades().all().profitFactor());
        all.put("avgTradePnl", trades().all().averagePnl());
        all.put("avgHoldingMinutes", trades().all().averageHoldingMinutes());
        return all;
    }

    private void putCertainty(final Map<String, Double> all) {
        final SharpeRatio step = equity().sharpeOfAStep();
        final double margin = Z_95 * step.standardError() * Math.sqrt(equity().stepsAYear());
        all.put("sharpeLow", equity().sharpe() - margin);
        all.put("sharpeHigh", equity().sharpe() + margin);
        all.put("sharpeDailyLow", sharpe().annualInterval().low());
        all.put("sharpeDailyHigh", sharpe().annualInterval().high());
        all.put("psr", sharpe().psr());
        all.put("dsr", sharpe().dsr());
        all.put("trialVariance", sharpe().isKnown() ? sharpe().trials().varianceFor(sharpe().ratio()) : Double.NaN);
        all.put("minimumTrackRecordDays", sharpe().minimumTrackRecord());
    }

    /** Passes the counts by name. */
    void forEachCount(final BiConsumer<String, Long> action) {
        action.accept("bars", counts.bars);
        action.accept("steps", equity().steps());
        action.accept("days", equity().days());
        action.accept("trades", trades().all().trades());
        action.accept("wins", trades().all().wins());
        action.accept("losses", trades().all().losses());
        action.accept("longTrades", trades().longs());
        action.accept("orphanEntries", counts.orphanEntries);
        action.accept("trials", sharpe().trials().trials());
    }

    /** Trades that were closed. */
    public long closedTrades() {
        return trades().all().trades();
    }
}
