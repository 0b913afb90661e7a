package io.ringmaster.inference.contract;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.units.SeriesName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a model sees. */
public record ObservationSettings(
    @Setting(value = "[]",
        doc = "parts of the observation, in this order: micro30 (30 features of price, trades and book), capstone (the observation of the AlgoTrading"
        + " capstone), meta (signals, expert weights, tallies, position, regime)")
    List<String> observation,
    @Setting(value = "[]", doc = "ids of the strategies whose signals are in the observation, in this order; empty: all enabled strategies")
    List<String> observedStrategies,
    @Setting(value = "[]", doc = "names of outside series in the observation; vix adds the column of capstone") List<String> observedSeries,
    @Setting(kind = Kind.DURATION, value = "1m", min = "1s", doc = "length of the bars of the observation's formulas") long observationTimeframeNs,
    @Setting(value = "constant",
        doc = "what stands for an unknown value: constant: a number of the contract; mask: that number, and a second feature that is 1")
    MissingValues missingValues) {

    private static final List<String> PRESETS = List.of(Micro30.NAME, Capstone.NAME, Meta.NAME);

    /** How unknown values are shown to the model. */
    public enum MissingValues { CONSTANT, MASK }

    public ObservationSettings {
        observation = List.copyOf(observation);
        observedStrategies = List.copyOf(observedStrategies);
        observedSeries = List.copyOf(observedSeries);
        for (final String preset : observation) {
            if (!PRESETS.contains(preset)) {
                throw new IllegalArgumentException("observation '" + preset + "' is unknown; there are " + String.join(", ", PRESETS));
            }
        }
        requireOnce("observation", observation);
        requireOnce("observedStrategies", observedStrategies);
        requireOnce("observedSeries", observedSeries);
        for (final String series : observedSeries) {
            if (!SeriesName.isValid(series)) {
                throw new IllegalArgumentException("observedSeries must have " + SeriesName.RULE + ", not '" + series + "'");
            }
        }
    }

    /** Names that no part of the observation shows, so that they have no effect; each with its key. Empty if all are shown. */
    public List<String> unused() {
        // meta shows every listed strategy and series; capstone shows strategies, and of the series only vix.
        final boolean isMeta = observation.contains(Meta.NAME);
        final boolean isCapstone = observation.contains(Capstone.NAME);
        final List<String> unused = new ArrayList<>();
        if (!isMeta && !isCapstone && !observedStrategies.isEmpty()) {
            unused.add("observedStrategies: no part of the observation shows strategies. Add capstone or meta");
        }
        if (!isMeta) {
            observedSeries.stream().filter(series -> !isCapstone || !series.equals(Capstone.VIX)).forEach(series ->
                unused.add("observedSeries: no part of the observation shows '" + series + "'. Add meta"));
        }
        return unused;
    }

    private static void requireOnce(final String key, final List<String> names) {
        if (new TreeSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(key + " names something twice: " + names);
        }
    }

    /**
     * The contract that follows from the settings.
     *
     * @param enabled all enabled strategies, in the order of the configuration
     * @throws ContractException        with every fault by the feature's name, such as more than 4,096 values
     * @throws IllegalArgumentException if an observed strategy is not enabled
     */
    public ObservationContract contract(final String market, final DecidesOn decidesOn, final List<ListedStrategy> enabled) {
        final List<ListedStrategy> listed = listed(enabled);
        final boolean masks = missingValues == MissingValues.MASK;
        final List<ObservedFeature> features = new ArrayList<>();
        for (final String preset : observation) {
            features.addAll(switch (preset) {
                case Micro30.NAME -> Micro30.features(masks);
                case Capstone.NAME -> Capstone.features(listed, observedSeries.contains(Capstone.VIX), masks);
                default -> Meta.features(listed, observedSeries, masks);
            });
        }
        final boolean readsStrategies = features.stream().anyMatch(feature -> !feature.source().strategyId().isEmpty());
        return new ObservationContract(
            new Origin(market, observationTimeframeNs, decidesOn), ObservationContract.ONE_HOT, readsStrategies ? listed : List.of(), features);
    }

    private List<ListedStrategy> listed(final List<ListedStrategy> enabled) {
        if (observedStrategies.isEmpty()) {
            return enabled;
        }
        final List<ListedStrategy> listed = new ArrayList<>();
        for (final String id : observedStrategies) {
            listed.add(enabled.stream().filter(strategy -> strategy.id().equals(id)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("observedStrategies names '" + id + "', which is no enabled strategy")));
        }
        return listed;
    }
}
