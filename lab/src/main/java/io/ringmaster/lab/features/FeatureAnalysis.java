package io.ringmaster.lab.features;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.lab.statistics.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What each feature tells about the return that follows it, and how the features go together. The same data, settings and seed give the same figures.
 *
 * @param features     all, in the order of the contract
 * @param varying      places of those that are not constant; {@code correlations} and {@code components} are of these
 * @param correlations of the varying features
 * @param loss         of a small network that was fitted to the first part of the data, on the last part; {@link #KNOWS_NOTHING} is no knowledge
 */
public record FeatureAnalysis(
    ObservedReturns data, List<Feature> features, List<Integer> varying, Correlations correlations, Components components, double loss) {

    /** The loss of a network that knows nothing: ln 3, as it tells three equal classes apart. */
    public static final double KNOWS_NOTHING = FittedThirds.KNOWS_NOTHING;

    /** The fewest observations that are analysed. */
    public static final int FEWEST = 100;

    private static final int REPEATS = 3;
    private static final int MOST_ASKED = 1_000;

    /**
     * How it is measured.
     *
     * @param bins      of feature and return, for their mutual information
     * @param rotations for the noise in it
     */
    public record Settings(int bins, int rotations, long seed) {
    }

    /**
     * One feature.
     *
     * @param link   to the return that follows; null if the feature is constant
     * @param fitted growth of the fitted network's loss without it
     * @param model  how far the given model's answer is from its own without it, in deviations of the answer; null without a model
     */
    public record Feature(String name, double mean, double deviation, Link link, Importance.Growth fitted, Importance.Growth model) {

        public boolean isConstant() {
            return link == null;
        }
    }

    /** How a feature and the return that follows it go together. */
    public record Link(double linear, double ranks, MutualInformation.Estimate information) {
    }

    /**
     * Analyses.
     *
     * @param model    whose answers are explained too; null for none
     * @param progress receives the number of features that are done
     */
    public static FeatureAnalysis of(final ObservedReturns data, final ModelEngine model, final Settings settings, final LongConsumer progress) {
        final List<Integer> varying = data.varying();
        final double[][] columns = varying.stream().map(data::column).toArray(double[][]::new);
        final double[][] withReturns = Arrays.copyOf(columns, columns.length + 1);
        withReturns[columns.length] = data.returns();
        final Correlations all = Correlations.of(withReturns);
        final FittedThirds fitted = new FittedThirds(data, settings.seed);
        final Shuffles shuffles = new Shuffles(data, fitted, model, settings.seed);
        final MutualInformation information = new MutualInformation(
            data.returns(), settings.bins, data.horizon(), settings.rotations, settings.seed);
        final List<Feature> features = new ArrayList<>();
        for (int feature = 0; feature < data.names().size(); feature++) {
            final int place = varying.indexOf(feature);
            features.add(feature(data, feature, place < 0 ? null : new Link(
                all.linear()[columns.length][place], all.ranks()[columns.length][place], information.with(columns[place])), shuffles));
            progress.accept(feature + 1);
        }
        return new FeatureAnalysis(
            data, List.copyOf(features), varying, all.withoutLast(), Components.of(columns), fitted.loss(fitted.tested()));
    }

    private static Feature feature(final ObservedReturns data, final int feature, final Link link, final Shuffles shuffles) {
        final Moments moments = new Moments();
        Arrays.stream(data.column(feature)).forEach(moments::add);
        return new Feature(
            data.names().get(feature), moments.mean(), link == null ? 0 : moments.deviation(), link, shuffles.ofFitted(feature), shuffles.ofModel(feature));
    }

    /** What the fitted network and the given model lose without a feature. */
    private static final class Shuffles {

        private final FittedThirds fitted;
        private final Importance tested;
        private final AnswersOfModel answers;
        private final Importance asked;

        /** @param model null for none */
        Shuffles(final ObservedReturns data, final FittedThirds fitted, final ModelEngine model, final long seed) {
            final float[][] some = data.chosen(0, data.rows().length, MOST_ASKED);
            this.fitted = fitted;
            tested = new Importance(fitted.tested(), REPEATS, seed);
            answers = model == null ? null : new AnswersOfModel(model, some);
            asked = new Importance(some, REPEATS, seed);
        }

        Importance.Growth ofFitted(final int feature) {
            return tested.of(feature, fitted::loss);
        }

        Importance.Growth ofModel(final int feature) {
            return answers == null ? null : asked.of(feature, answers::distance);
        }
    }

    /** Features that tell more about the return than noise does. */
    public int aboveNoise() {
        return (int) features.stream().filter(each -> !each.isConstant() && each.link.information.isAboveNoise()).count();
    }
}
