package io.ringmaster.inference;

import java.util.List;

/**
 * The strategies that a policy hears, by strategy index. Immutable.
 *
 * @param ids           of the strategies
 * @param instrumentIds of the instruments they decide on
 * @param timeframesNs  lengths of the bars they decide on
 * @param weightsE8     their weights, times 1e8
 * @param regimeWeights what a regime multiplies their weights by
 */
public record Voters(List<String> ids, List<Integer> instrumentIds, List<Long> timeframesNs, List<Long> weightsE8, List<RegimeWeights> regimeWeights) {

    public Voters {
        ids = List.copyOf(ids);
        instrumentIds = List.copyOf(instrumentIds);
        timeframesNs = List.copyOf(timeframesNs);
        weightsE8 = List.copyOf(weightsE8);
        regimeWeights = List.copyOf(regimeWeights);
    }

    int count() {
        return ids.size();
    }

    /** Index of the strategy with this id; {@link Target#NO_STRATEGY} if there is none. */
    int indexOf(final String id) {
        return ids.indexOf(id);
    }
}
