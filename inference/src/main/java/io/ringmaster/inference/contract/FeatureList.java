package io.ringmaster.inference.contract;

import java.util.ArrayList;
import java.util.List;

/** Collects the features of one preset. Their names begin with the preset's, so that presets can stand beside each other. */
final class FeatureList {

    private final String preset;
    private final boolean masks;
    private final List<ObservedFeature> features = new ArrayList<>();

    /** @param masks whether each feature that may be unknown has a mask */
    FeatureList(final String preset, final boolean masks) {
        this.preset = preset;
        this.masks = masks;
    }

    /** A formula that is 0 while unknown. */
    void formula(final String name, final String formula, final Step... steps) {
        formula(0, name, formula, steps);
    }

    /** @param unknown what it is while unknown */
    void formula(final double unknown, final String name, final String formula, final Step... steps) {
        add(unknown, name, new Source.Formula(formula), steps);
    }

    void add(final double unknown, final String name, final Source source, final Step... steps) {
        features.add(new ObservedFeature(preset + "." + name, source, List.of(steps), new Missing(unknown, masks)));
    }

    /** A source that is always known, except before the first bar; it has no mask. */
    void known(final String name, final Source source, final Step... steps) {
        features.add(new ObservedFeature(preset + "." + name, source, List.of(steps), Missing.ZERO));
    }

    /** The four one-hot features of a strategy's signal. */
    void signal(final String strategyId) {
        for (final SignalPart part : List.of(SignalPart.FLAT, SignalPart.LONG, SignalPart.SHORT, SignalPart.HOLD)) {
            known(strategyId + "." + part.word(), new Source.Signal(strategyId, part));
        }
    }

    List<ObservedFeature> features() {
        return features;
    }
}
