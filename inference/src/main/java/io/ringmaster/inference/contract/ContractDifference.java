package io.ringmaster.inference.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the first difference between two contracts, from what concerns all features to each of them. */
final class ContractDifference {

    private static final double SECOND_NS = 1e9;

    private ContractDifference() {
    }

    static Optional<String> first(final ObservationContract expected, final ObservationContract found) {
        return Optional.ofNullable(firstOrNull(expected, found));
    }

    private static String firstOrNull(final ObservationContract expected, final ObservationContract found) {
        final Origin origin = expected.origin();
        final Origin other = found.origin();
        if (origin.timeframeNs() != other.timeframeNs()) {
            return sentence("bars of " + seconds(origin.timeframeNs()), "they are of " + seconds(other.timeframeNs()));
        }
        if (origin.decidesOn() != other.decidesOn()) {
            return sentence("decisions on " + origin.decidesOn().word(), "they are on " + other.decidesOn().word());
        }
        if (!origin.market().equals(other.market())) {
            return sentence("the market '" + origin.market() + "'", "it is '" + other.market() + "'");
        }
        if (!expected.oneHotOrder().equals(found.oneHotOrder())) {
            return sentence("the one-hot order " + expected.oneHotOrder(), "it is " + found.oneHotOrder());
        }
        final String strategies = strategies(expected.strategies(), found.strategies());
        return strategies != null ? strategies : features(expected.features(), found.features());
    }

    private static String strategies(final List<ListedStrategy> expected, final List<ListedStrategy> found) {
        final String place =
            place("strategy", expected.stream().map(ListedStrategy::id).toList(), found.stream().map(ListedStrategy::id).toList());
        if (place != null) {
            return place;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return sentence(
                    "strategy '" + expected.get(i).id() + "' to be " + expected.get(i).definition(), "it is " + found.get(i).definition());
            }
        }
        return null;
    }

    private static String features(final List<ObservedFeature> expected, final List<ObservedFeature> found) {
        final String place =
            place("feature", expected.stream().map(ObservedFeature::name).toList(), found.stream().map(ObservedFeature::name).toList());
        if (place != null) {
            return place;
        }
        for (int i = 0; i < expected.size(); i++) {
            final ObservedFeature one = expected.get(i);
            final ObservedFeature other = found.get(i);
            final String name = "feature '" + one.name() + "' to ";
            if (!one.source().equals(other.source())) {
                return sentence(
                    name + "be the " + one.source().kind() + " " + one.source().of(),
                    "it is the " + other.source().kind() + " " + other.source().of());
            }
            if (!one.steps().equals(other.steps())) {
                return sentence(name + "have the steps " + one.steps(), "they are " + other.steps());
            }
            if (!one.missing().equals(other.missing())) {
                return sentence(name + "have " + one.missing() + " where it is unknown", "it has " + other.missing());
            }
        }
        return null;
    }

    /** Whether the same names stand in the same places. */
    private static String place(final String what, final List<String> expected, final List<String> found) {
        final boolean isReordered = expected.size() == found.size() && new TreeSet<>(expected).equals(new TreeSet<>(found));
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            final String one = i < expected.size() ? "'" + expected.get(i) + "'" : "missing";
            final String other = i < found.size() ? "'" + found.get(i) + "'" : "missing";
            if (!Objects.equals(one, other)) {
                return sentence(
                    what + " " + (i + 1) + " to be " + one, "it is " + other + (isReordered ? "; the order differs, the names do not" : ""));
            }
        }
        return null;
    }

    private static String seconds(final long timeframeNs) {
        return CanonicalText.number(timeframeNs / SECOND_NS) + " s";
    }

    private static String sentence(final String expected, final String found) {
        return "the contract expects " + expected + ", but " + found;
    }
}
