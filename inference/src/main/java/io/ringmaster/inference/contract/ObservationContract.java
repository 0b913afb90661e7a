package io.ringmaster.inference.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a model sees: an ordered list of features. Training, replay and trading follow the same contract; a model names the one it was trained under,
 * and a session with another one refuses the model. Its canonical text travels in the model's metadata and in a file {@code contract.json} beside it;
 * the text's SHA-256 identifies it.
 *
 * @param oneHotOrder order of the four features of a signal, in lower case
 * @param strategies  the strategies whose signals or weights are features, in their order
 */
public record ObservationContract(Origin origin, List<String> oneHotOrder, List<ListedStrategy> strategies, List<ObservedFeature> features) {

    /** Version of the canonical text. */
    static final int VERSION = 1;
    /** Most values in an observation. */
    public static final int MOST_VALUES = 4_096;
    /** The order of a signal's one-hot features. */
    public static final List<String> ONE_HOT = List.of("flat", "long", "short", "hold");
    private static final long MOST_WINDOW_VALUES = 4_000_000;

    /** @throws ContractException with all faults, each by the feature's name */
    public ObservationContract {
        oneHotOrder = List.copyOf(oneHotOrder);
        strategies = List.copyOf(strategies);
        features = List.copyOf(features);
        final List<String> faults = new ArrayList<>();
        if (origin.timeframeNs() <= 0) {
            faults.add("the timeframe must be above 0 ns, not " + origin.timeframeNs());
        }
        if (!List.copyOf(new TreeSet<>(oneHotOrder)).equals(List.copyOf(new TreeSet<>(ONE_HOT))) || oneHotOrder.size() != ONE_HOT.size()) {
            faults.add("the one-hot order must hold each of " + ONE_HOT + " once, not " + oneHotOrder);
        } else {
            faults.addAll(orderFaults(oneHotOrder, features));
        }
        faults.addAll(strategyFaults(strategies, features));
        faults.addAll(featureFaults(features));
        if (!faults.isEmpty()) {
            throw new ContractException(faults);
        }
    }

    private static List<String> featureFaults(final List<ObservedFeature> features) {
        final List<String> faults = new ArrayList<>();
        final TreeSet<String> names = new TreeSet<>();
        for (final ObservedFeature feature : features) {
            feature.faults().forEach(fault -> faults.add("feature '" + feature.name() + "' " + fault));
            final boolean isNew = names.add(feature.name()) & (!feature.missing().isMask() || names.add(maskName(feature)));
            if (!isNew) {
                faults.add("feature '" + feature.name() + "' has the name of another");
            }
        }
        final int values = features.stream().mapToInt(ObservedFeature::width).sum();
        if (values == 0 || values > MOST_VALUES) {
            faults.add("an observation must have 1 to " + MOST_VALUES + " values, not " + values);
        }
        final double kept = features.stream().flatMap(feature -> feature.steps().stream()).filter(step -> step.operation().isRolling())
            .mapToDouble(Step::a).sum();
        if (kept > MOST_WINDOW_VALUES) {
            faults.add("rolling windows may keep " + MOST_WINDOW_VALUES + " values together, not " + CanonicalText.number(kept));
        }
        return faults;
    }

    private static List<String> strategyFaults(final List<ListedStrategy> strategies, final List<ObservedFeature> features) {
        final List<String> faults = new ArrayList<>();
        final TreeSet<String> ids = new TreeSet<>();
        for (final ListedStrategy strategy : strategies) {
            if (strategy.id().isBlank() || !ids.add(strategy.id())) {
                faults.add("strategy '" + strategy.id() + "' must have an id of its own");
            }
        }
        for (final ObservedFeature feature : features) {
            final String id = feature.source().strategyId();
            if (!id.isEmpty() && !ids.contains(id)) {
                faults.add("feature '" + feature.name() + "' reads strategy '" + id + "', which the contract does not list");
            }
        }
        return faults;
    }

    /** The four features of a signal stand beside each other in the one-hot order. */
    private static List<String> orderFaults(final List<String> order, final List<ObservedFeature> features) {
        final List<String> faults = new ArrayList<>();
        String before = "";
        int next = 0;
        for (final ObservedFeature feature : features) {
            final boolean isOneHot = feature.source() instanceof Source.Signal(final String _, final SignalPart part) && part.isOneHot();
            if (!isOneHot && next == 0) {
                continue;
            }
            final String wanted = (next == 0 ? feature.source().strategyId() : before) + "." + order.get(next);
            if (!isOneHot || !feature.source().of().equals(wanted)) {
                faults.add("feature '" + feature.name() + "' stands where the signal " + wanted + " belongs; the one-hot order is " + order);
                return faults;
            }
            before = feature.source().strategyId();
            next = (next + 1) % order.size();
        }
        if (next != 0) {
            faults.add("the signal of strategy '" + before + "' ends before " + order.get(next) + "; the one-hot order is " + order);
        }
        return faults;
    }

    private static String maskName(final ObservedFeature feature) {
        return feature.name() + ".missing";
    }

    /** Values in an observation. */
    public int length() {
        return features.stream().mapToInt(ObservedFeature::width).sum();
    }

    /** Whether weights of experts are in it. */
    public boolean readsWeights() {
        return features.stream().anyMatch(feature -> feature.source() instanceof Source.Weight);
    }

    /** The names of an observation's values, in order; the mask of a feature follows it. */
    public List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final ObservedFeature feature : features) {
            names.add(feature.name());
            if (feature.missing().isMask()) {
                names.add(maskName(feature));
            }
        }
        return names;
    }

    /** The canonical text: JSON without spaces, keys in a fixed order, numbers as short as they can be read back. */
    public String canonical() {
        return CanonicalText.of(this);
    }

    /** SHA-256 of the canonical text in UTF-8, in hex. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a contract. Spaces and the order of keys do not matter; every key does.
     *
     * @throws ContractException if it is no valid contract; the message names the feature and what is wrong
     */
    public static ObservationContract parse(final String json) {
        return ContractText.read(json);
    }

    /** A sentence that names the first way in which another contract differs from this one, which is the expected one; empty if it does not. */
    public Optional<String> firstDifference(final ObservationContract other) {
        return ContractDifference.first(this, other);
    }
}
