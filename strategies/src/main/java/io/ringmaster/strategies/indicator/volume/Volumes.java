package io.ringmaster.strategies.indicator.volume;

import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.indicator.type.Definitions.BAR;
import static io.ringmaster.strategies.indicator.type.Definitions.N;

import io.ringmaster.strategies.indicator.Output;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;

/** Indicators of traded volume. */
public final class Volumes {

    private Volumes() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        moneyFlows(all);
        volumeAverages(all);
        profiles(all);
    }

    private static void moneyFlows(final Definitions all) {
        all.define("obv", BAR, List.of(), "on-balance volume", "; begins with the second bar; Granville, TA-Lib OBV but for its start",
            "total(sign(close - close[1])*volume)");
        all.define("clv", BAR, List.of(), "close location value", "; 0 where the range is none",
            "ratio((close - low) - (high - close), high - low, 0)");
        all.define("ad", BAR, List.of(), "accumulation/distribution", "; Chaikin, TA-Lib AD", "total(clv*volume)");
        all.define("chaikin", BAR, List.of(whole("fast", 3, 1, 10_000, "bars of the fast average"), whole("slow", 10, 1, 10_000, "of the slow one")),
            "Chaikin oscillator", "; TA-Lib ADOSC", "ema(ad,fast,seed=first) - ema(ad,slow,seed=first)");
        all.define("cmf", BAR, List.of(N), "Chaikin money flow", "; 0 where nothing was traded", "ratio(sum(clv*volume,n), sum(volume,n), 0)");
        all.define("mfi", BAR, List.of(N), "money flow index", "; 0 where no money flowed; TA-Lib MFI but for ties: typical prices that agree to 10 digits are equal and count for neither side, "
                + "while TA-Lib lets the last binary digit of (high + low + close)/3 decide",
            "ratio(100*sum(if(hlc3 > hlc3[1], hlc3*volume, 0),n), "
                + "sum(if(hlc3 > hlc3[1], hlc3*volume, 0),n) + sum(if(hlc3 < hlc3[1], hlc3*volume, 0),n), 0)");
        all.define("pvt", BAR, List.of(), "price volume trend", "", "total(ratio(volume*(close - close[1]), close[1], 0))");
    }

    private static void volumeAverages(final Definitions all) {
        all.add("klinger_force", BAR, List.of(), "Klinger's volume force", "100 volume trend |2 (dm / cm - 1)|; the trend rises with high + low + close, where sums that agree to 10 digits are equal; Klinger 1997",
            (a, output) -> new KlingerForce());
        all.defineAll("klinger", BAR,
            List.of(whole("fast", 34, 1, 10_000, "bars of the fast average"), whole("slow", 55, 1, 10_000, "of the slow one"),
                whole("signal", 13, 1, 10_000, "of the line's average")),
            "Klinger oscillator", "", """
            line = ema(klinger_force,fast) - ema(klinger_force,slow)
            signal = ema(ema(klinger_force,fast) - ema(klinger_force,slow),signal)""");
        all.defineAll("vwmacd", BAR,
            List.of(whole("fast", 12, 1, 10_000, "bars of the fast average"), whole("slow", 26, 1, 10_000, "of the slow one"),
                whole("signal", 9, 1, 10_000, "of the line's average")),
            "volume-weighted MACD", "; averages of price x volume over those of volume", """
            line = vwema(fast) - vwema(slow)
            signal = ema(vwema(fast) - vwema(slow),signal)""");
        all.define("vwema", BAR, List.of(N), "volume-weighted exponential average", "; the close where nothing was traded",
            "ratio(ema(close*volume,n), ema(volume,n), close)");
        all.define("volume_ratio", BAR, List.of(N), "volume as a share of its mean", "; 0 where nothing was traded",
            "ratio(volume, sma(volume,n), 0)");
    }

    private static void profiles(final Definitions all) {
        all.add("volume_profile", BAR, List.of(N, whole("bins", 24, 2, 1_000, "price bins")), List.of("poc", "value_low", "value_high"),
            "volume by price: point of control and value area",
            "volume counts at the typical price; the area grows from the fullest bin until it holds 70 %; costs bins a bar, and n where the "
                + "range changes",
            (a, output) -> {
                if ("poc".equals(output)) {
                    return new VolumeProfile(a.whole("n"), a.whole("bins"), a.node("highest(high,n)"), a.node("lowest(low,n)"));
                }
                final VolumeProfile profile = a.shared("volume_profile(n,bins).poc", VolumeProfile.class);
                return "value_low".equals(output) ? new Output(profile, profile::areaLow) : new Output(profile, profile::areaHigh);
            });
    }
}
