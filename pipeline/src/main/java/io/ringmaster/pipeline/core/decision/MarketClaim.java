package io.ringmaster.pipeline.core.decision;

import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A claim about the market between bars, such as {@code mark > highest(high, 20)}: a value that every event may change, compared with a formula over the
 * bars that have closed. It holds for nothing that is unknown.
 */
public final class MarketClaim {

    /** A claim that is right, for messages. */
    public static final String EXAMPLE = "mark > highest(high, 20)";

    private static final Pattern FORM = Pattern.compile("\\s*([^\\s<>=]+)\\s*(>=|<=|>|<)\\s*(.*?)\\s*", Pattern.DOTALL);

    private final Quantity left;
    private final boolean isGreater;
    private final boolean orEqual;
    private final Formula right;
    private boolean held = true;

    /** The values of a market that change between bars. */
    private enum Quantity {

        MARK, LAST, BID, ASK, SPREAD, IMBALANCE;

        /** NaN while it is unknown. */
        private double of(final MarketView market) {
            return switch (this) {
                case MARK -> price(market.markPriceE8);
                case LAST -> price(market.lastPriceE8);
                case BID -> price(market.bidPriceE8);
                case ASK -> price(market.askPriceE8);
                case SPREAD -> price(market.askPriceE8) - price(market.bidPriceE8);
                case IMBALANCE -> market.bidPriceE8 > 0 && market.askPriceE8 > 0 ? market.imbalance : Double.NaN;
            };
        }

        private static double price(final long priceE8) {
            return priceE8 > 0 ? FixedPoint.toDouble(priceE8) : Double.NaN;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Quantity named(final String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow(() -> new FormulaException("it begins with '" + word + "' instead of " + words()));
        }

        private static String words() {
            return Arrays.stream(values()).map(Quantity::word).collect(Collectors.joining(", "));
        }
    }

    /**
     * @param text  a market's value, a comparison, and a formula
     * @param graph takes the formula's indicators
     * @throws FormulaException if the text is not such a claim
     */
    MarketClaim(final String text, final IndicatorGraph graph) {
        final Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new FormulaException("it is not a value of the market (" + Quantity.words() + "), then >, >=, < or <=, then a formula");
        }
        left = Quantity.named(parts.group(1));
        if (parts.group(3).isEmpty()) {
            throw new FormulaException("no formula follows '" + parts.group(2) + "'");
        }
        isGreater = parts.group(2).startsWith(">");
        orEqual = parts.group(2).endsWith("=");
        right = graph.formula(parts.group(3), Map.of());
    }

    /** Checks the text of a claim. @throws FormulaException if it is none */
    public static void check(final String text) {
        final IndicatorGraph graph = new IndicatorGraph();
        final MarketClaim claim = new MarketClaim(text, graph);
        graph.arrange();
        claim.requireReach();
    }

    /** The imbalance is a share: beyond its bounds a claim is never true, or always. */
    private void requireReach() {
        if (left == Quantity.IMBALANCE && right.settledBars() == 0 && Math.abs(right.value()) > 1) {
            throw new FormulaException("the imbalance is in [-1, 1], so this claim can never become true");
        }
    }

    /**
     * Whether it became true with this event. One that is true when it can be told for the first time has not become true.
     *
     * @param bars bars that have closed
     */
    boolean becomesTrue(final MarketView market, final long bars) {
        final double value = left.of(market);
        if (Double.isNaN(value) || bars < right.settledBars() || !right.isKnown()) {
            held = true;
            return false;
        }
        final boolean holds = isGreater ? value > right.value() || orEqual && value == right.value()
            : value < right.value() || orEqual && value == right.value();
        final boolean became = holds && !held;
        held = holds;
        return became;
    }
}
