package io.ringmaster.lab.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * What the price did after each decision, in the classes of the head {@code buy_sell_hold}: buy if it rose by more than the costs, sell if it fell by more
 * than the costs, otherwise hold.
 */
public final class PriceMoves {

    /** The classes, by their number. */
    public static final List<String> CLASSES = List.of("buy", "sell", "hold");

    private static final int BUY = 0;
    private static final int SELL = 1;
    private static final int HOLD = 2;

    private PriceMoves() {
    }

    /**
     * The class of each decision; fewer than there are decisions, because the last ones have no decision so much later.
     *
     * @param horizonNs the move ends at the first decision that is at least this much later
     * @param costs     share of the price
     */
    public static int[] of(final List<SeenDecision> decisions, final long horizonNs, final double costs) {
        final List<Integer> classes = new ArrayList<>();
        int end = 0;
        for (final SeenDecision decision : decisions) {
            while (end < decisions.size() && decisions.get(end).timeNs() - decision.timeNs() < horizonNs) {
                end++;
            }
            if (end == decisions.size()) {
                break;
            }
            final double change = decisions.get(end).mark() / decision.mark() - 1;
            classes.add(change > costs ? BUY : change < -costs ? SELL : HOLD);
        }
        return classes.stream().mapToInt(Integer::intValue).toArray();
    }
}
