package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.Arrays;

/** One instrument on one timeframe: its indicators, the strategies that decide on it, and whether a bar of it has just closed. */
final class Series {

    private final int instrumentId;
    private final long timeframeNs;
    private final IndicatorGraph graph;
    private PlainRules rules;
    private Deciders deciders;
    private boolean hasClosed;

    Series(final int instrumentId, final long timeframeNs, final FeatureValues features) {
        this.instrumentId = instrumentId;
        this.timeframeNs = timeframeNs;
        graph = new IndicatorGraph(features);
    }

    /**
     * Takes the strategies that decide on it, once all of the shard are built. The graph is complete before the first event, so that a
     * snapshot finds the same objects in another process.
     *
     * @param places     of its strategies
     * @param strategies all of the shard, by place
     */
    void decide(final int[] places, final Strategy[] strategies) {
        final int[] plain = Arrays.stream(places).filter(place -> strategies[place].plainRule() != null).toArray();
        rules = new PlainRules(graph.claims(), plain, Arrays.stream(plain).mapToObj(place -> strategies[place].plainRule()).toList());
        final int[] called = Arrays.stream(places).filter(place -> strategies[place].plainRule() == null).toArray();
        deciders = new Deciders(graph.claims(), called, strategies);
        graph.arrange();
    }

    int instrumentId() {
        return instrumentId;
    }

    long timeframeNs() {
        return timeframeNs;
    }

    IndicatorGraph graph() {
        return graph;
    }

    PlainRules rules() {
        return rules;
    }

    Deciders deciders() {
        return deciders;
    }

    boolean hasStrategies() {
        return rules.count() + deciders.count() > 0;
    }

    /** Notes that a bar closed; returns whether it is the first since the last {@link #evaluated}. */
    boolean close() {
        final boolean isFirst = !hasClosed;
        hasClosed = true;
        return isFirst;
    }

    void evaluated() {
        hasClosed = false;
    }
}
