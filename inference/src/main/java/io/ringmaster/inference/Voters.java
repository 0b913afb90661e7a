package io.ringmaster.inference;

import java.util.List;
import java.util.TreeMap;

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

    /** By strategy index, the index that the strategy of the same id has among others; {@link Target#NO_STRATEGY} if it is not there. */
    public int[] indexesIn(final Voters others) {
        final TreeMap<String, Integer> byId = new TreeMap<>();
        for (int i = 0; i < others.count(); i++) {
            byId.put(others.ids.get(i), i);
        }
        return ids.stream().mapToInt(id -> byId.getOrDefault(id, Target.NO_STRATEGY)).toArray();
    }

    /** Index of the strategy with this id; {@link Target#NO_STRATEGY} if there is none. */
    public int indexOf(final String id) {
        return ids.indexOf(id);
    }
}
