package io.ringmaster.strategies.indicator.price;

import static io.ringmaster.strategies.indicator.type.Definitions.BAR;

import io.ringmaster.strategies.indicator.Price;
import io.ringmaster.strategies.indicator.PriceField;
import io.ringmaster.strategies.indicator.type.Definitions;
import java.util.List;
import java.util.Locale;

/** The numbers of a bar itself, and what is made of them without looking further back than one bar. */
public final class Prices {

    private Prices() {
    }

    /** Adds them to the definitions of all indicators. */
    public static void addTo(final Definitions all) {
        for (final PriceField field : PriceField.values()) {
            all.add(field.name().toLowerCase(Locale.ROOT), BAR, List.of(), switch (field) {
                case OPEN -> "price at which the bar opened";
                case HIGH -> "highest price of the bar";
                case LOW -> "lowest price of the bar";
                case CLOSE -> "price at which the bar closed";
                case VOLUME -> "traded quantity of the bar";
                case HL2 -> "(high + low) / 2";
                case HLC3 -> "typical price, (high + low + close) / 3";
                case OHLC4 -> "(open + high + low + close) / 4";
            }, "the bar itself", (a, output) -> new Price(field));
        }
        all.add("time", BAR, List.of(), "seconds since the epoch at which the bar closed", "the bar itself", (a, output) -> new CloseTime());
        all.define("ha_close", BAR, List.of(), "close of the Heikin-Ashi bar", "", "ohlc4");
        all.add("ha_open", BAR, List.of(), "open of the Heikin-Ashi bar",
            "(open' + close') / 2 of the Heikin-Ashi bar before, recursively; (open + close) / 2 on the first",
            (a, output) -> new HeikinAshiOpen(a.node("ha_close"), a.node("open"), a.node("close")));
        all.add("tr", BAR, List.of(), "true range", "max(high - low, |high - close'|, |low - close'|); Wilder 1978",
            (a, output) -> new TrueRange());
    }
}
