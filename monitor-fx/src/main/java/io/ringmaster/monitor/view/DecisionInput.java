package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One value that a decision was made on.
 *
 * @param order by which values are sorted
 * @param share of the whole, in [0, 1]; NaN if it is none
 */
record DecisionInput(String name, String value, double order, double share) {

    private static final int DECIMALS = 5;

    /** What a model saw; without one, what the strategies said, those with the largest share or weight first. */
    static List<DecisionInput> of(final DecisionDetail detail) {
        return detail.observation().isEmpty() ? strategies(detail.strategies(), detail.row().instrument()) : observation(detail);
    }

    private static List<DecisionInput> observation(final DecisionDetail detail) {
        final List<DecisionInput> seen = new ArrayList<>();
        for (final DecisionDetail.Observed each : detail.observation()) {
            seen.add(new DecisionInput(each.name(), Double.isNaN(each.value()) ? "unknown" : Numbers.plain(each.value(), DECIMALS), each.value(), Double.NaN));
        }
        return seen;
    }

    /** Strategies on the instrument that say something, and experts with a share. */
    private static List<DecisionInput> strategies(final StrategiesView strategies, final int instrument) {
        final List<DecisionInput> seen = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            final double share = strategies.share(i);
            final Signal signal = strategies.signal(i);
            final boolean isExpert = !Double.isNaN(share);
            if (strategies.instrument(i) == instrument && (isExpert || signal != Signal.HOLD)) {
                final double weight = isExpert ? share : strategies.strategy(i).weight();
                seen.add(new DecisionInput(strategies.strategy(i).id(), Signs.of(signal) + "   " + (isExpert
                    ? Numbers.plain(share * 100, 2) + " %" : Numbers.plain(strategies.strength(i), 2)), weight, isExpert ? share : strategies.strength(i)));
            }
        }
        seen.sort(Comparator.comparingDouble(DecisionInput::order).reversed());
        return seen;
    }
}
