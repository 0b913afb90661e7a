package io.ringmaster.inference.contract;

import io.ringmaster.inference.contract.Step.Operation;
import java.util.List;
import java.util.Locale;

/**
 * What a policy over strategies sees: the signal, strength, confidence and expert's weight of each listed strategy, what all strategies say together,
 * the position, the market now, the regime, volatility, turbulence, attention of the news, and outside series by name.
 */
final class Meta {

    static final String NAME = "meta";

    private static final Step LOG1P = Step.of(Operation.LOG1P);
    private static final Step TANH = Step.of(Operation.TANH);
    private static final Step UNIT = new Step(Operation.CLIP, -1, 1);
    private static final double BASIS_POINTS = 10_000;
    /** Values of an outside series among which it is ranked; their scales are not known. */
    private static final double SERIES_BARS = 1_000;

    private Meta() {
    }

    static List<ObservedFeature> features(final List<ListedStrategy> strategies, final List<String> series, final boolean masks) {
        final FeatureList list = new FeatureList(NAME, masks);
        for (final ListedStrategy strategy : strategies) {
            list.signal(strategy.id());
            list.known(strategy.id() + ".strength", new Source.Signal(strategy.id(), SignalPart.STRENGTH));
            list.known(strategy.id() + ".confidence", new Source.Signal(strategy.id(), SignalPart.CONFIDENCE));
            list.add(1.0 / strategies.size(), strategy.id() + ".weight", new Source.Weight(strategy.id()));
        }
        for (final TallyField field : TallyField.values()) {
            list.add(0, "tally." + word(field), new Source.Tally(field));
        }
        account(list);
        market(list);
        context(list);
        for (final String name : series) {
            list.formula("outside." + name, "outside(" + name + ")", Step.of(Operation.ROLLING_Z, SERIES_BARS), new Step(Operation.CLIP, -5, 5));
        }
        return list.features();
    }

    private static void account(final FeatureList list) {
        account(list, AccountField.GROWTH, TANH);
        account(list, AccountField.SIDE);
        account(list, AccountField.EXPOSURE, Step.of(Operation.DIVIDE, 2), UNIT);
        account(list, AccountField.ENTRY_RELATIVE, Step.of(Operation.MULTIPLY, 10), TANH);
        account(list, AccountField.UNREALISED, Step.of(Operation.MULTIPLY, 10), TANH);
        account(list, AccountField.STOP_RELATIVE, Step.of(Operation.MULTIPLY, 20), TANH);
        account(list, AccountField.BARS_IN_POSITION, Step.of(Operation.DIVIDE, 100), TANH);
        list.add(1, "bars_since_stop", new Source.Account(AccountField.BARS_SINCE_STOP), Step.of(Operation.DIVIDE, 50), TANH);
    }

    private static void account(final FeatureList list, final AccountField field, final Step... steps) {
        list.add(0, word(field), new Source.Account(field), steps);
    }

    private static void market(final FeatureList list) {
        list.add(0, "spread", new Source.Market(MarketField.SPREAD), Step.of(Operation.MULTIPLY, BASIS_POINTS), LOG1P);
        list.add(0, "imbalance", new Source.Market(MarketField.IMBALANCE));
        list.add(1, "mark_age", new Source.Market(MarketField.MARK_AGE), Step.of(Operation.DIVIDE, 60), TANH);
        list.add(0, "mark_change", new Source.Market(MarketField.MARK_CHANGE), Step.of(Operation.MULTIPLY, 100), TANH);
        list.known("tradable", new Source.Market(MarketField.TRADABLE));
        list.known("warm", new Source.Market(MarketField.WARM));
    }

    private static void context(final FeatureList list) {
        list.formula("adx", "adx(14)", Step.of(Operation.DIVIDE, 100));
        list.formula(0.5, "atr_percentile", "atr(14)/close", Step.of(Operation.ROLLING_RANK, 100));
        list.formula("volatility", "realised_volatility(60)", Step.of(Operation.ROLLING_Z, SERIES_BARS), new Step(Operation.CLIP, -5, 5));
        list.formula("turbulence", "turbulence(252)", LOG1P);
        list.formula("news", "momentum(news,60)", LOG1P);
        list.formula("news_score", "news_score");
        list.formula("sentiment", "sentiment");
        list.formula("mentions", "momentum(mentions,60)", LOG1P);
    }

    private static String word(final Enum<?> field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}
