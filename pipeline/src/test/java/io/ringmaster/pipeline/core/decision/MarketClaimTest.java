package io.ringmaster.pipeline.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import org.junit.jupiter.api.Test;

/** A claim between bars: true once when the market crosses the value that the closed bars give. */
class MarketClaimTest {

    private static final long E8 = 100_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final IndicatorGraph graph = new IndicatorGraph();
    private final MarketView market = new MarketView();
    private long minute;

    @Test
    void shouldBecomeTrueOnceWhenTheMarketCrossesTheBars() {
        final MarketClaim breakout = claim("mark > highest(high, 3)");
        assertFalse(at(breakout, 500), "no bar has closed");
        bar(100);
        bar(102);
        bar(101);
        assertFalse(at(breakout, 102), "102 is the highest of the last three");
        assertTrue(at(breakout, 102.01));
        assertFalse(at(breakout, 103), "it was true before");
        assertFalse(at(breakout, 101));
        assertTrue(at(breakout, 103));
        bar(110);
        assertFalse(at(breakout, 105), "the bars have moved on");
        assertTrue(at(breakout, 111));
    }

    @Test
    void shouldNotTakeTheFirstMarketThatIsKnownForACrossing() {
        final MarketClaim low = claim("mark<=50");
        assertFalse(at(low, 40), "it may have been true for long");
        assertFalse(at(low, 51));
        assertTrue(at(low, 50));
        market.markPriceE8 = 0;
        assertFalse(low.becomesTrue(market, graph.bars()), "nothing is known");
        assertFalse(at(low, 40), "it may have become true while nothing was known");
    }

    @Test
    void shouldCompareSpreadAndImbalance() {
        final MarketClaim wide = claim("spread >= 2", new IndicatorGraph());
        final MarketClaim heavy = claim("imbalance < -0.5", new IndicatorGraph());
        book(100, 101, 0);
        assertFalse(wide.becomesTrue(market, 0));
        assertFalse(heavy.becomesTrue(market, 0));
        book(100, 102, -0.6);
        assertTrue(wide.becomesTrue(market, 0));
        assertTrue(heavy.becomesTrue(market, 0));
        book(0, 102, 0.9);
        assertFalse(wide.becomesTrue(market, 0), "one side is empty");
    }

    @Test
    void shouldSayWhatIsWrongWithATextThatIsNoClaim() {
        assertEquals(
            "it begins with 'volume' instead of mark, last, bid, ask, spread, imbalance",
            assertThrows(FormulaException.class, () -> MarketClaim.check("volume > 3")).getMessage());
        assertEquals(
            "it is not a value of the market (mark, last, bid, ask, spread, imbalance), then >, >=, < or <=, then a formula",
            assertThrows(FormulaException.class, () -> MarketClaim.check("mark")).getMessage());
        assertThrows(FormulaException.class, () -> MarketClaim.check("mark > no_such_indicator(3)"));
    }

    private MarketClaim claim(final String text) {
        return claim(text, graph);
    }

    private static MarketClaim claim(final String text, final IndicatorGraph bars) {
        final MarketClaim claim = new MarketClaim(text, bars);
        bars.arrange();
        return claim;
    }

    private void bar(final double high) {
        minute++;
        graph.onBar(minute * MINUTE, (minute + 1) * MINUTE, high - 1, high, high - 2, high - 1, 1);
    }

    private boolean at(final MarketClaim claim, final double mark) {
        market.markPriceE8 = Math.round(mark * E8);
        return claim.becomesTrue(market, graph.bars());
    }

    private void book(final long bid, final long ask, final double imbalance) {
        market.bidPriceE8 = bid * E8;
        market.askPriceE8 = ask * E8;
        market.imbalance = imbalance;
    }
}
