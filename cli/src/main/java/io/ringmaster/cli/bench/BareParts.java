package io.ringmaster.cli.bench;

import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.topology.BareHop;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * What cannot be saved of the way from a tick to an order, each part by itself, at the same rate as the session: a hand-over to another thread, the append
 * to a journal, and the model's run. Counts from the begin of a part, not from the time at which it is due.
 */
final class BareParts implements AutoCloseable {

    private static final long HIGHEST_NS = 60_000_000_000L;

    /** One of them. */
    enum Part {

        /** To a thread that waits as in {@code spread}; in {@code compact}, which has no hand-over, to one that spins. */
        HOP("hop"),
        /** A message of the market, in the journal's format. */
        APPEND("append"),
        /** Inputs in place, pinned buffers, one thread. */
        INFERENCE("inference");

        final String key;

        Part(final String key) {
            this.key = key;
        }
    }

    private final TopologySettings hop;
    private final RecordedMarket market;
    private final JournalWriter journal;
    /** Null if no model decides. */
    private final ModelEngine model;
    private final float[] observed;
    private Map<Part, Histogram> into = histograms();
    private int next;

    /** @param model null if no model decides */
    BareParts(final TopologySettings topology, final EngineChoice model, final RecordedMarket market, final Path directory) {
        hop = topology.mode() == TopologySettings.Mode.SPREAD ? topology : topology.withWaiting(TopologySettings.Waiting.BUSY_SPIN);
        this.market = market;
        this.model = model == null ? null : Engines.open(LatencyPlan.Subject.network(), null, model).engine();
        journal = JournalWriter.open(directory, JournalSettings.defaults());
        observed = new float[LatencyPlan.NETWORK.getFirst()];
        final SplittableRandom random = new SplittableRandom(LatencyPlan.SEED);
        for (int i = 0; i < observed.length; i++) {
            observed[i] = (float) random.nextDouble(-1, 1);
        }
    }

    static Map<Part, Histogram> histograms() {
        final Map<Part, Histogram> histograms = new EnumMap<>(Part.class);
        for (final Part part : Part.values()) {
            histograms.put(part, new Histogram(HIGHEST_NS, 3));
            histograms.get(part).setTag(part.key);
        }
        return histograms;
    }

    void recordTo(final Map<Part, Histogram> histograms) {
        into = histograms;
    }

    /** Plays each part in turn. */
    void play(final LoadGenerator generator, final Arrivals arrivals, final long first, final long events) {
        playHop(generator, arrivals, first, events);
        generator.play(load(this::append), arrivals, first, events);
        if (model != null) {
            generator.play(load(this::infer), arrivals, first, events);
        }
    }

    /** The thread of the other side lives no longer than its turn, because it spins. */
    private void playHop(final LoadGenerator generator, final Arrivals arrivals, final long first, final long events) {
        final Histogram times = into.get(Part.HOP);
        try (BareHop ring = new BareHop(hop, startNs -> times.recordValue(Math.min(HIGHEST_NS, System.nanoTime() - startNs)))) {
            generator.play(load(() -> ring.publish(System.nanoTime())), arrivals, first, events);
        }
    }

    private static LoadGenerator.Load load(final Runnable call) {
        return new LoadGenerator.Load() {

            @Override
            public void publish(final long dueNs) {
                call.run();
            }

            @Override
            public void idle(final long nowNs) {
                // Nothing to prepare.
            }
        };
    }

    private void append() {
        final long startNs = System.nanoTime();
        journal.append(journal.lastSequence() + 1, market.buffer(), market.offset(next), market.length(next));
        into.get(Part.APPEND).recordValue(Math.min(HIGHEST_NS, System.nanoTime() - startNs));
        next = next + 1 == market.count() ? 0 : next + 1;
    }

    private void infer() {
        final long startNs = System.nanoTime();
        System.arraycopy(observed, 0, model.input(), 0, observed.length);
        model.run();
        into.get(Part.INFERENCE).recordValue(Math.min(HIGHEST_NS, System.nanoTime() - startNs));
    }

    @Override
    public void close() {
        journal.close();
        if (model != null) {
            model.close();
        }
    }
}
