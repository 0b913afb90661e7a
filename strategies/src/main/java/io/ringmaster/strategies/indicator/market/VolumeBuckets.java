package io.ringmaster.strategies.indicator.market;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Single;
import io.ringmaster.strategies.indicator.window.Window;

/**
 * How one-sided trading was over the last full buckets of equal volume: sum |bought - sold| / (n x bucket). The sides are the venue's own.
 * Within a bar, both sides are taken as evenly mixed.
 */
final class VolumeBuckets extends Single {

    private final Indicator bought;
    private final Indicator sold;
    private final double bucket;
    private final Window imbalances;
    private double inBucket;
    private double bias;

    /** @param bought total, as {@code sold} */
    VolumeBuckets(final Indicator bought, final Indicator sold, final int n, final double bucket) {
        this.bought = bought;
        this.sold = sold;
        this.bucket = bucket;
        imbalances = new Window(n);
    }

    /** A lower bound: it needs the volume of n buckets, however many bars that takes. */
    @Override
    public int warmupBars() {
        return Math.max(bought.warmupBars(), sold.warmupBars()) + 1;
    }

    @Override
    protected double next(final Bar bar) {
        final double buys = bought.value() - bought.previous();
        final double sells = sold.value() - sold.previous();
        if (buys + sells > 0) {
            fill(buys + sells, (buys - sells) / (buys + sells));
        }
        return imbalances.isFull() ? imbalances.sum().value() / (imbalances.length() * bucket) : Double.NaN;
    }

    /** A bar larger than all buckets together fills each of them with the same mix, so no more need filling. */
    private void fill(final double volume, final double share) {
        double left = volume;
        final double more = left - (bucket - inBucket);
        if (more > (imbalances.length() + 1) * bucket) {
            left -= Math.floor((more - (imbalances.length() + 1) * bucket) / bucket) * bucket;
        }
        while (inBucket + left >= bucket) {
            bias += share * (bucket - inBucket);
            left -= bucket - inBucket;
            imbalances.push(Math.abs(bias));
            inBucket = 0;
            bias = 0;
        }
        inBucket += left;
        bias += share * left;
    }
}
