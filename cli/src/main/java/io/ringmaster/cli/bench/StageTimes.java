package io.ringmaster.cli.bench;

import io.ringmaster.pipeline.port.EventTimes;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The times of market events on their way through the stages. What begins with the tick counts from the time at which the event was due, so a pause
 * counts for every event that waits for it. The publisher writes due times, the sequencer's thread reads them; the ring is between them.
 */
final class StageTimes implements EventTimes {

    /** More than a ring has slots and other events between two of the market. */
    private static final int PLACES = 1 << 13;
    private static final long HIGHEST_NS = 600_000_000_000L;

    /** A part of the way. */
    enum Stage {

        /** Due until its slot is claimed: how late the publisher is. */
        PUBLISH("publish"),
        /** Until input journal, market and strategies are done; in spread, until the strategies are. */
        STAGE1("stage1"),
        /** Until the policy has decided. */
        DECISION("decision"),
        /** Until risk gate, orders and output journal are done. */
        SEQUENCER("sequencer"),
        /** Due until the sequencer is done with it. */
        TICK_TO_END("tickToEnd"),
        /** Due until its last command stands in the gateway's ring; only events that cause one. */
        TICK_TO_ORDER("tickToOrder"),
        /** The same from the time at which its slot is claimed: without the wait for the publisher and for a core. */
        CLAIM_TO_ORDER("claimToOrder"),
        /** Until the sequencer is done, from the same time. */
        CLAIM_TO_END("claimToEnd");

        final String key;

        Stage(final String key) {
            this.key = key;
        }
    }

    private final long[] dueNs = new long[PLACES];
    private Map<Stage, Histogram> into = histograms();
    private Histogram publish;
    private Histogram stage1;
    private Histogram decision;
    private Histogram sequencer;
    private Histogram tickToEnd;
    private Histogram tickToOrder;
    private Histogram claimToOrder;
    private Histogram claimToEnd;

    StageTimes() {
        recordTo(into);
    }

    static Map<Stage, Histogram> histograms() {
        final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
        for (final Stage stage : Stage.values()) {
            final Histogram histogram = new Histogram(HIGHEST_NS, 3);
            histogram.setTag(stage.key);
            histograms.put(stage, histogram);
        }
        return histograms;
    }

    /** Records the following events there. Call it while the engine is at rest. */
    void recordTo(final Map<Stage, Histogram> histograms) {
        into = histograms;
        publish = into.get(Stage.PUBLISH);
        stage1 = into.get(Stage.STAGE1);
        decision = into.get(Stage.DECISION);
        sequencer = into.get(Stage.SEQUENCER);
        tickToEnd = into.get(Stage.TICK_TO_END);
        tickToOrder = into.get(Stage.TICK_TO_ORDER);
        claimToOrder = into.get(Stage.CLAIM_TO_ORDER);
        claimToEnd = into.get(Stage.CLAIM_TO_END);
    }

    /** The next event is published with this sequence. Events without a due time are not recorded. */
    void due(final long sequence, final long timeNs) {
        dueNs[(int) sequence & PLACES - 1] = timeNs;
    }

    @Override
    public void onSequenced(
        final long sequence, final long claimedNs, final long stage1Ns, final long decidedNs, final long orderedNs, final long sequencedNs) {
        final int place = (int) sequence & PLACES - 1;
        final long due = dueNs[place];
        if (due == 0) {
            return;
        }
        dueNs[place] = 0;
        add(tickToEnd, sequencedNs - due);
        if (orderedNs != 0) {
            add(tickToOrder, orderedNs - due);
        }
        if (claimedNs != 0) {
            add(publish, claimedNs - due);
            add(stage1, stage1Ns - claimedNs);
            add(decision, decidedNs - stage1Ns);
            add(sequencer, sequencedNs - decidedNs);
            add(claimToEnd, sequencedNs - claimedNs);
            if (orderedNs != 0) {
                add(claimToOrder, orderedNs - claimedNs);
            }
        }
    }

    private static void add(final Histogram histogram, final long elapsedNs) {
        histogram.recordValue(Math.min(HIGHEST_NS, Math.max(0, elapsedNs)));
    }
}
