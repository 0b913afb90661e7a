package io.ringmaster.exchange;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.exchange.matching.MatchingRules;
import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.units.FixedPoint;

/** How the simulated venue behaves, beyond what the instruments say. */
public record VenueSettings(
    @Inline Latency latency,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "1000", doc = "bars only: slippage of a taker's price, basis points")
    long barSlippageBpsE8,
    @Setting(kind = Kind.E8, value = "0.01", min = "0", max = "1", doc = "largest distance of a market order's fills from the best price, as a"
        + " ratio")
    long priceProtectionE8,
    @Inline FundingRule fundingRule,
    @Setting(value = "true", doc = "whether positions below maintenance margin are liquidated") boolean liquidation,
    @Setting(value = "reject_taker", doc = "when an order would match one of our own: reject_taker rejects the new order, cancel_maker cancels"
        + " the resting one")
    SelfFillPolicy selfFill,
    @Setting(kind = Kind.DURATION, value = "1m", doc = "how often position and account are reported; 0s: only after liquidations")
    long reportIntervalNs) {

    /** How long messages take on their way. */
    public record Latency(
        @Setting(kind = Kind.DURATION, value = "5ms", min = "1ns", doc = "shortest time from sending an order to its arrival")
        long orderLatencyNs,
        @Setting(kind = Kind.DURATION, value = "5ms", doc = "shortest time from an event at the venue to the receipt of its report")
        long reportLatencyNs,
        @Setting(kind = Kind.DURATION, value = "1ms", doc = "random time added to each latency, uniform from 0 to this") long latencyJitterNs,
        @Setting(value = "false", doc = "whether messages in the same direction may overtake each other") boolean mayOvertake) {
    }

    /** What holding a position costs. */
    public record FundingRule(
        @Setting(value = "true", doc = "whether funding is settled") boolean funding,
        @Setting(kind = Kind.E8, value = "0.0000125", min = "-0.0025", max = "0.0025",
            doc = "funding of one interval, share of notional, used when the market gives no rate") long fundingRateE8) {
    }

    public VenueSettings {
        if (latency.orderLatencyNs <= 0) {
            throw new IllegalArgumentException("orderLatency must be above 0: orderLatencyNs=" + latency.orderLatencyNs);
        }
        if (latency.reportLatencyNs < 0 || latency.latencyJitterNs < 0 || reportIntervalNs < 0) {
            throw new IllegalArgumentException("durations must not be negative: reportLatencyNs=" + latency.reportLatencyNs
                + " latencyJitterNs=" + latency.latencyJitterNs + " reportIntervalNs=" + reportIntervalNs);
        }
    }

    /** Every default. */
    public static VenueSettings defaults() {
        return new VenueSettings(
            new VenueSettings.Latency(5_000_000, 5_000_000, 1_000_000, false), FixedPoint.ONE, 1_000_000,
            new VenueSettings.FundingRule(true, 1_250), true, SelfFillPolicy.REJECT_TAKER, 60_000_000_000L);
    }

    public MatchingRules matchingRules() {
        return new MatchingRules(priceProtectionE8, barSlippageBpsE8, selfFill, liquidation);
    }
}
