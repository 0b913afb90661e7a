package io.ringmaster.strategies.library;

import io.ringmaster.strategies.formula.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Trade setups with strength, confidence, stop and target, as data: those of the multi-strategy bot with its original parameters. Shares
 * above 1 count as 1. Stop and target are {@code sl} and {@code tp} average true ranges from the close. Both widen by the same factor if the
 * target would earn less than four times the fees of a round trip, {@link #FEES} in the formulas. Source: reference, strategies 6 to 13;
 * {@link OutsideSetups} has those that read more than prices.
 */
final class Setups {

    /** The name in formulas of the fees of a round trip, as a share of the price. */
    public static final String FEES = "fees";

    /** The smallest profit of a target, as a share of the price. */
    private static final String WORTHWHILE = "4*" + FEES;

    /**
     * One type.
     *
     * @param go    when LONG, and how strong and sure; {@code goShort} mirrored
     * @param leave when FLAT; empty for never
     */
    public record Setup(
        String name, String source, List<Parameter> parameters, Side go, Side goShort, String leave) { }

    /** The formulas of one side. */
    public record Side(String when, String strength, String confidence, String stop, String target) { }

    private final List<Setup> setups = new ArrayList<>();

    private Setups() {
    }

    /** All of them. */
    public static List<Setup> all() {
        final Setups all = new Setups();
        all.keltner();
        all.trend();
        all.meanReversion();
        all.momentum();
        all.breakout();
        all.reversal();
        all.regimeAware();
        all.setups.addAll(OutsideSetups.all());
        return List.copyOf(all.setups);
    }

    private void keltner() {
        final String band = "keltner(ema,atr,k)";
        final String histogram = "macd(12,26,9).histogram";
        final String place = "ratio(close - " + band + ".lower, " + band + ".upper - " + band + ".lower, 0.5)";
        final Side go = sides("atr", 1.5, 2.5, band + ".middle", true,
            "low <= " + band + ".lower*1.001 and close > " + band + ".lower and rsi(rsi) > 15 and rsi(rsi) < long_max and "
                + histogram + " > " + histogram + "[1] and (close > open or close > close[1])",
            "0.40 + min(2*max(0, 0.5 - " + place + "), 0.30)" + bonus(histogram + "[1] < 0", "0.15")
                + bonus("close > open and close > close[1]", "0.10"),
            "0.45" + bonus("close > open", "0.10") + bonus("close > close[1]", "0.08") + bonus(histogram + "[1] < 0", "0.12")
                + bonus("rsi(rsi) < 30", "0.10") + bonus(place + " < 0.1", "0.10") + bonus(threeIn(histogram, ">"), "0.05"));
        final Side goShort = sides("atr", 1.5, 2.5, band + ".middle", false,
            "high >= " + band + ".upper*0.999 and close < " + band + ".upper and rsi(rsi) > short_min and rsi(rsi) < 85 and "
                + histogram + " < " + histogram + "[1] and (close < open or close < close[1])",
            "0.40 + min(2*max(0, " + place + " - 0.5), 0.30)" + bonus(histogram + "[1] > 0", "0.15")
                + bonus("close < open and close < close[1]", "0.10"),
            "0.45" + bonus("close < open", "0.10") + bonus("close < close[1]", "0.08") + bonus(histogram + "[1] > 0", "0.12")
                + bonus("rsi(rsi) > 70", "0.10") + bonus(place + " > 0.9", "0.10") + bonus(threeIn(histogram, "<"), "0.05"));
        add("keltner", 6, "ema=20 atr=14 k=1.5 rsi=14 long_max=45 short_min=55", go, goShort, "");
    }

    private void trend() {
        final String spread = "((ema(fast) - ema(slow))/ema(slow))";
        final Side go = sides("14", 2.25, 3.0, "", true,
            "ema(fast) > ema(slow) and close > ema(fast) and close > ema(slow) and adx(adx) >= trend and rsi(rsi) > 45 and rsi(rsi) < 75",
            "if(ema(fast) crosses above ema(slow), 0.5, 0.3) + min((adx(adx) - trend)/50, 0.2)"
                + " + clip(10*(" + spread + " - " + spread + "[2]), 0, 0.15)" + bonus("volume_ratio(20) > 1.3", "0.10"),
            "0.55" + bonus("adx(adx) > 35", "0.15") + bonus("volume_ratio(20) > 1.2", "0.10")
                + bonus("ema(fast) crosses above ema(slow)", "0.10") + bonus("rsi(rsi) >= 50 and rsi(rsi) <= 70", "0.10"));
        final Side goShort = sides("14", 2.25, 3.0, "", false,
            "ema(fast) < ema(slow) and close < ema(fast) and close < ema(slow) and adx(adx) >= trend and rsi(rsi) > 25 and rsi(rsi) < 55",
            "if(ema(fast) crosses below ema(slow), 0.5, 0.3) + min((adx(adx) - trend)/50, 0.2)"
                + " + clip(10*(" + spread + "[2] - " + spread + "), 0, 0.15)" + bonus("volume_ratio(20) > 1.3", "0.10"),
            "0.55" + bonus("adx(adx) > 35", "0.15") + bonus("volume_ratio(20) > 1.2", "0.10")
                + bonus("ema(fast) crosses below ema(slow)", "0.10") + bonus("rsi(rsi) >= 30 and rsi(rsi) <= 50", "0.10"));
        add("trend", 7, "fast=20 slow=50 adx=14 trend=30 rsi=14", go, goShort, "");
    }

    private void meanReversion() {
        final String share = "percent_b(n,k)";
        final String width = "bollinger_width(n,k)";
        final String calm = bonus(width + " >= 0.8*sma(" + width + ",20)", "0.10");
        final String declining = bonus("volume < volume[2]", "0.10");
        final String low = bonus("close <= lowest(low,10)*1.005 and rsi(rsi) > lowest(rsi(rsi),10)", "0.15");
        final String high = bonus("close >= highest(high,10)*0.995 and rsi(rsi) < highest(rsi(rsi),10)", "0.15");
        final Side go = sides("14", 2.25, 3.0, "bollinger(n,k).middle", true,
            share + " < 0.15 and rsi(rsi) < os",
            "0.40 + 2*(0.15 - " + share + ") + 0.2*max(0, (os - rsi(rsi))/30)" + declining + low,
            "0.35" + bonus("rsi(rsi) < 25", "0.15") + bonus(share + " < 0.05", "0.15") + declining + low + calm);
        final Side goShort = sides("14", 2.25, 3.0, "bollinger(n,k).middle", false,
            share + " > 0.85 and rsi(rsi) > ob",
            "0.40 + 2*(" + share + " - 0.85) + 0.2*max(0, (rsi(rsi) - ob)/30)" + declining + high,
            "0.35" + bonus("rsi(rsi) > 75", "0.15") + bonus(share + " > 0.95", "0.15") + declining + high + calm);
        add("mean_reversion", 8, "n=50 k=2.5 rsi=14 os=25 ob=75", go, goShort, "");
        final String z = "ratio(close - vwap(n), vwap_deviation(n), 0)";
        add("vwap_range_reversion", 8, "n=20 k=2.0 adx=14 trend=25", plain(z + " <= -1*k and adx(adx) < trend"),
            plain(z + " >= k and adx(adx) < trend"), "abs(" + z + ") < 0.25 and adx(adx) < trend");
    }

    private void momentum() {
        final String gain = "ratio(close - close[10], close[10], 0)";
        final String rate = bonus("abs(roc(5)) > 1", "0.10");
        final String burst = bonus("volume_ratio(20) > 2", "0.10");
        final Side go = sides("14", 2.25, 3.5, "", true,
            "rsi(rsi) > level and rsi(rsi) > rsi(rsi)[1] and volume_ratio(20) >= burst",
            "0.30 + min((rsi(rsi) - level)/50, 0.2) + min(0.15*(volume_ratio(20) - burst), 0.2) + clip(5*" + gain + ", 0, 0.15)"
                + bonus(threeIn("close", ">"), "0.10"),
            "0.50" + bonus("close > ema(8)", "0.10") + rate + bonus(threeIn("close", ">"), "0.10")
                + bonus("rsi(rsi) >= 55 and rsi(rsi) <= 75", "0.10") + burst);
        final Side goShort = sides("14", 2.25, 3.5, "", false,
            "rsi(rsi) < 100 - level and rsi(rsi) < rsi(rsi)[1] and volume_ratio(20) >= burst",
            "0.30 + min((100 - level - rsi(rsi))/50, 0.2) + min(0.15*(volume_ratio(20) - burst), 0.2) + clip(-5*" + gain + ", 0, 0.15)"
                + bonus(threeIn("close", "<"), "0.10"),
            "0.50" + bonus("close < ema(8)", "0.10") + rate + bonus(threeIn("close", "<"), "0.10")
                + bonus("rsi(rsi) >= 25 and rsi(rsi) <= 45", "0.10") + burst);
        add("momentum", 9, "rsi=14 level=55.0 burst=2.0", go, goShort, "");
    }

    private void breakout() {
        final String upper = "donchian(n).upper";
        final String lower = "donchian(n).lower";
        final String above = "((close - " + upper + ")/" + upper + ")";
        final String below = "((" + lower + " - close)/" + lower + ")";
        final String full = bonus("abs(close - open) > 0.6*(high - low)", "0.10");
        final String wider = bonus("bollinger_width(20,2) > bollinger_width(20,2)[1]", "0.10");
        final Side go = sides("14", 2.5, 4.0, "", true,
            "close > " + upper + " and close > open",
            "0.35 + min(20*" + above + ", 0.25)" + bonus("volume_ratio(20) >= burst", "0.15") + full + " + min(0.05*touches_high(n,0.003), 0.15)",
            "0.30" + bonus("volume_ratio(20) >= burst", "0.20") + full + wider + bonus("rsi(14) < 70", "0.10")
                + bonus("touches_high(n,0.003) >= 2", "0.10") + bonus(above + " > 0.002", "0.10"));
        final Side goShort = sides("14", 2.5, 4.0, "", false,
            "close < " + lower + " and close < open",
            "0.35 + min(20*" + below + ", 0.25)" + bonus("volume_ratio(20) >= burst", "0.15") + full + " + min(0.05*touches_low(n,0.003), 0.15)",
            "0.30" + bonus("volume_ratio(20) >= burst", "0.20") + full + wider + bonus("rsi(14) > 30", "0.10")
                + bonus("touches_low(n,0.003) >= 2", "0.10") + bonus(below + " > 0.002", "0.10"));
        add("breakout", 10, "n=60 burst=1.8", go, goShort, "");
    }

    private void reversal() {
        final String body = "abs(close - open)";
        final String under = "(min(open,close) - low)";
        final String over = "(high - max(open,close))";
        final String hammer = under + " > 2*" + body + " and " + over + " < 0.5*" + body + " and " + body + " < 0.4*(high - low)";
        final String star = over + " > 2*" + body + " and " + under + " < 0.5*" + body + " and " + body + " < 0.4*(high - low)";
        final String bullish = "close > open and close[1] < open[1] and close >= open[1] and open <= close[1]";
        final String bearish = "close < open and close[1] > open[1] and close <= open[1] and open >= close[1]";
        final String quiet = "volume_ratio(20) < 0.8";
        final String higherLows = "lowest(change(low),n-1) > 0";
        final String higherCloses = "lowest(change(close),n-1) > 0";
        final String lowerHighs = "highest(change(high),n-1) < 0";
        final String lowerCloses = "highest(change(close),n-1) < 0";
        final Side go = sides("14", 1.5, 3.0, "", true,
            "lowest(rsi(rsi),n+3)[1] < low_rsi and (" + higherLows + " or " + higherCloses + ")",
            "0.35 + clip((rsi(rsi) - low_rsi)/30, 0, 0.2) + if(" + higherLows + " and " + higherCloses + ", 0.15, 0.08)" + bonus(hammer, "0.12")
                + bonus(bullish, "0.15") + bonus(quiet, "0.08") + bonus("close < 0.98*ema(20)", "0.10"),
            "0.30" + bonus("(" + hammer + ") or (" + bullish + ")", "0.15") + bonus(higherLows + " and " + higherCloses, "0.15")
                + bonus(quiet, "0.10") + bonus("rsi(rsi) > low_rsi + 5", "0.10") + bonus("close < 0.98*ema(20)", "0.10")
                + bonus("lowest(rsi(rsi),10) < 15", "0.10"));
        final Side goShort = sides("14", 1.5, 3.0, "", false,
            "highest(rsi(rsi),n+3)[1] > high_rsi and (" + lowerHighs + " or " + lowerCloses + ")",
            "0.35 + clip((high_rsi - rsi(rsi))/30, 0, 0.2) + if(" + lowerHighs + " and " + lowerCloses + ", 0.15, 0.08)" + bonus(star, "0.12")
                + bonus(bearish, "0.15") + bonus(quiet, "0.08") + bonus("close > 1.02*ema(20)", "0.10"),
            "0.30" + bonus("(" + star + ") or (" + bearish + ")", "0.15") + bonus(lowerHighs + " and " + lowerCloses, "0.15")
                + bonus(quiet, "0.10") + bonus("rsi(rsi) < high_rsi - 5", "0.10") + bonus("close > 1.02*ema(20)", "0.10")
                + bonus("highest(rsi(rsi),10) > 85", "0.10"));
        add("reversal", 11, "rsi=14 n=5 low_rsi=15.0 high_rsi=85.0", go, goShort, "");
    }

    /**
     * Thresholds that depend on the regime: a trend begins at ADX(14) 25; the market is wild from a range of 2 % of the price and calm up to
     * 0.8 %.
     */
    private void regimeAware() {
        final String low = "clip(os + " + byRegime("-5", "5", "-3", "2") + ", 5, 45)";
        final String high = "clip(ob + " + byRegime("5", "-5", "3", "-2") + ", 55, 95)";
        add("rsi_mean_reversion", 12, "rsi=14 os=30 ob=70",
            sides("14", 2.0, 2.6, "", true, "rsi(rsi) <= " + low + " and rsi(rsi) > rsi(rsi)[1]",
                "0.35 + min((" + low + " - rsi(rsi))/30, 0.3)" + bonus("rsi(rsi) < 20", "0.10"),
                "0.45" + bonus("rsi(rsi) < 25", "0.15")),
            sides("14", 2.0, 2.6, "", false, "rsi(rsi) >= " + high + " and rsi(rsi) < rsi(rsi)[1]",
                "0.35 + min((rsi(rsi) - " + high + ")/30, 0.3)" + bonus("rsi(rsi) > 80", "0.10"),
                "0.45" + bonus("rsi(rsi) > 75", "0.15")),
            "");
        final String z = "ratio(close - vwap(n), vwap_deviation(n), 0)";
        final String slope = "((vwap(n) - vwap(n)[5])/vwap(n))";
        final String pullback = "max(0.2, pullback + " + byRegime("-0.12", "0.12", "0.10", "-0.05") + ")";
        final String strength = "0.35 + min(abs(" + z + ")/1.5, 0.3)" + bonus("volume_ratio(20) >= 1", "0.10");
        final String confidence = "0.35" + bonus("volume_ratio(20) >= 1", "0.10") + bonus("abs(" + slope + ") > 0.001", "0.10")
            + bonus("abs(" + z + ") > 1", "0.10");
        final String better = bonus("momentum(5) > momentum(5)[1]", "0.10");
        final String worse = bonus("momentum(5) < momentum(5)[1]", "0.10");
        add("vwap_momentum", 13, "n=20 pullback=0.6",
            sides("14", 2.0, 3.0, "", true, slope + " >= 0.0005 and " + z + " <= -1*" + pullback, strength + better, confidence + better),
            sides("14", 2.0, 3.0, "", false, slope + " <= -0.0005 and " + z + " >= " + pullback, strength + worse, confidence + worse), "");
    }

    private static String byRegime(final String trend, final String range, final String wild, final String calm) {
        return "if(adx(14) >= 25, " + trend + ", " + range + ") + if(atr(14) >= 0.02*close, " + wild + ", if(atr(14) <= 0.008*close, "
            + calm + ", 0))";
    }

    static String bonus(final String claim, final String share) {
        return " + if(" + claim + ", " + share + ", 0)";
    }

    private static String threeIn(final String number, final String relation) {
        return number + " " + relation + " " + number + "[1] and " + number + "[1] " + relation + " " + number + "[2] and " + number + "[2] "
            + relation + " " + number + "[3]";
    }

    static Side plain(final String when) {
        return new Side(when, "1", "1", "", "");
    }

    /** @param further a level that the target at least reaches; empty for none */
    private static Side sides(
        final String atr, final double stop, final double target, final String further, final boolean up, final String when,
        final String strength, final String confidence) {
        final String range = "atr(" + atr + ")";
        final String widened = "max(1, ratio(" + WORTHWHILE + "*close, " + target + "*" + range + ", 1))";
        final String sign = up ? "+" : "-";
        final String opposite = up ? "-" : "+";
        final String goal = "close " + sign + " " + target + "*" + range + "*" + widened;
        return new Side(
            when, strength, confidence, "close " + opposite + " " + stop + "*" + range + "*" + widened,
            further.isEmpty() ? goal : (up ? "max(" : "min(") + goal + ", " + further + ")");
    }

    private void add(
        final String name, final int section, final String parameters, final Side go, final Side goShort, final String leave) {
        setups.add(setup(name, section, RuleTypes.parameters(parameters), 0, go, goShort, leave));
    }

    /**
     * A setup.
     *
     * @param section  of the reference
     * @param timeStop bars after its last entry on which it exits, if no rule does before; 0 for never
     */
    static Setup setup(
        final String name, final int section, final List<Parameter> parameters, final int timeStop, final Side go, final Side goShort,
        final String leave) {
        final List<Parameter> all = new ArrayList<>(parameters);
        all.add(Parameter.whole("cooldown", 0, 0, 100_000, "bars after an entry without another entry on that side"));
        all.add(Parameter.whole("time_stop", timeStop, 0, 100_000, "exits this many bars after the last entry; 0: never"));
        return new Setup(name, "reference, strategies " + section, all, go, goShort, leave);
    }
}
