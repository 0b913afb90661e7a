package io.ringmaster.units;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.List;

/**
 * A linear perpetual as the venue defines it: steps, limits, fees, margin. The defaults are Kraken Futures PF_XBTUSD at the lowest
 * fee tier; live sessions read the venue's instrument table instead.
 *
 * <p>Its id is its position in the session's list. Profit is in quote currency: {@code qty x (exit - entry)}.
 *
 * @see <a href="https://support.kraken.com/articles/4844359082772">contract specification</a>
 */
public record InstrumentDefinition(
    @Setting(doc = "the venue's name") String symbol,
    @Inline Steps steps,
    @Setting(kind = Kind.E8, value = "1200", min = "0.00000001", doc = "largest position that the venue allows") long maxPositionE8,
    @Inline Fees fees,
    @Setting(kind = Kind.DURATION, value = "1h", doc = "funding interval; 0s for none") long fundingIntervalNs,
    @Setting(value = "", doc = "margin schedule, ascending by notional; empty for the schedule of PF_XBTUSD") List<MarginLevel> marginLevels) {

    /** What prices and quantities are multiples of. */
    public record Steps(
        @Setting(kind = Kind.E8, value = "1", min = "0.00000001", doc = "smallest price step") long tickE8,
        @Setting(kind = Kind.E8, value = "0.0001", min = "0.00000001", doc = "smallest quantity step") long lotE8,
        @Setting(kind = Kind.E8, value = "0.0001", min = "0.00000001", doc = "smallest order quantity") long minQtyE8) {
    }

    /** What the venue takes of each fill; it pays a negative fee. */
    public record Fees(
        @Setting(kind = Kind.E8, value = "0.0002", min = "-0.01", max = "0.1", doc = "maker fee, share of notional") long makerFeeE8,
        @Setting(kind = Kind.E8, value = "0.0005", min = "-0.01", max = "0.1", doc = "taker fee, share of notional") long takerFeeE8) {
    }

    /** PF_XBTUSD's schedule from the venue's specification example: from notional, initial, maintenance. */
    public static final List<MarginLevel> DEFAULT_MARGIN_LEVELS = List.of(
        new MarginLevel(0, 2_000_000, 1_000_000),
        new MarginLevel(500_000 * FixedPoint.ONE, 4_000_000, 2_000_000),
        new MarginLevel(2_000_000 * FixedPoint.ONE, 10_000_000, 5_000_000),
        new MarginLevel(5_000_000 * FixedPoint.ONE, 20_000_000, 10_000_000),
        new MarginLevel(10_000_000 * FixedPoint.ONE, 30_000_000, 15_000_000),
        new MarginLevel(30_000_000 * FixedPoint.ONE, 50_000_000, 25_000_000));

    public InstrumentDefinition {
        marginLevels = marginLevels.isEmpty() ? DEFAULT_MARGIN_LEVELS : List.copyOf(marginLevels);
    }

    public long tickE8() {
        return steps.tickE8;
    }

    public long lotE8() {
        return steps.lotE8;
    }

    public long minQtyE8() {
        return steps.minQtyE8;
    }

    public long makerFeeE8() {
        return fees.makerFeeE8;
    }

    public long takerFeeE8() {
        return fees.takerFeeE8;
    }

    /** Whether it is a spot pair, written BASE/QUOTE; spot pairs are observed, not traded. */
    public boolean isSpotPair() {
        return symbol.indexOf('/') > 0;
    }

    /** The cost of entering and leaving at once, as a share of the price; 0 if the venue pays for it. */
    public double roundTripFee() {
        return FixedPoint.toDouble(Math.max(0, 2 * fees.takerFeeE8));
    }

    /** The rules of PF_XBTUSD with another symbol and tick. */
    public static InstrumentDefinition perpetual(final String symbol, final long tickE8) {
        return new InstrumentDefinition(
            symbol, new Steps(tickE8, 10_000, 10_000), 1_200 * FixedPoint.ONE, new Fees(20_000, 50_000), 3_600_000_000_000L, List.of());
    }
}
