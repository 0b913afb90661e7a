package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.units.FixedPoint;

/** Checks the prices that new risk is measured by: the mark is recent, and mark, book and index agree as far as they are known. */
final class ReferenceCheck {

    private static final long BPS = 10_000;

    private final Comparison comparison;
    private final LimitsInForce limits;
    private final MarketView[] markets;

    ReferenceCheck(final Comparison comparison, final LimitsInForce limits, final MarketView[] markets) {
        this.comparison = comparison;
        this.limits = limits;
        this.markets = markets;
    }

    RiskReason check(final int instrumentId, final long timeNs) {
        final MarketView market = markets[instrumentId];
        final long maxAgeNs = limits.get().reference().maxReferenceAgeNs();
        comparison.observedE8 = timeNs - market.markTimeNs;
        if (!market.isTradable() || comparison.observedE8 > maxAgeNs) {
            return comparison.refuse(RiskReason.STALE_DATA, maxAgeNs);
        }
        if (market.isVenueMarkMissing(timeNs)) {
            // The mark is the book's own mid: there is no other price to check the book against.
            comparison.observedE8 = timeNs - market.venueMarkTimeNs;
            return comparison.refuse(RiskReason.STALE_DATA, maxAgeNs);
        }
        return checkDivergence(market);
    }

    private RiskReason checkDivergence(final MarketView market) {
        final boolean hasBook = market.bookState == BookState.VALID && market.bidPriceE8 > 0 && market.askPriceE8 > 0;
        final long middleE8 = hasBook ? Math.floorDiv(market.bidPriceE8 + market.askPriceE8, 2) : 0;
        final RiskReason book = checkDistance(market.markPriceE8, middleE8);
        return book != RiskReason.PASSED ? book : checkDistance(market.markPriceE8, market.indexPriceE8);
    }

    private RiskReason checkDistance(final long markE8, final long otherE8) {
        if (otherE8 <= 0) {
            return RiskReason.PASSED;
        }
        final long allowedE8 = FixedPoint.multiplyDivideFloor(otherE8, limits.get().reference().maxDivergenceBps(), BPS);
        comparison.observedE8 = Math.abs(markE8 - otherE8);
        return comparison.observedE8 > allowedE8 ? comparison.refuse(RiskReason.PRICE_COLLAR, allowedE8) : RiskReason.PASSED;
    }
}
