package io.ringmaster.inference;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** What the virtual accounts trade, and the costs that the market does not tell. */
public record AccountSettings(
    @Setting(kind = Kind.E8, value = "10000", min = "0.01", max = "1000000000",
        doc = "value of a full position of a virtual account, quote currency; the quantity is rounded down to the lot, and below the smallest order it"
        + " is 0")
    long notionalE8,
    @Setting(kind = Kind.E8, value = "0.0001", min = "0", max = "0.1",
        doc = "slippage of a virtual trade as a share of the price, where no book is known: at the open of a bar and at a trade of the market")
    long slippageE8,
    @Setting(kind = Kind.E8, value = "0.0000125", min = "-0.0025", max = "0.0025",
        doc = "funding of one interval that a virtual account pays, share of notional, where the market gives no rate")
    long fundingRateE8) {

    /** The defaults. */
    public static AccountSettings defaults() {
        return new AccountSettings(1_000_000_000_000L, 10_000, 1_250);
    }
}
