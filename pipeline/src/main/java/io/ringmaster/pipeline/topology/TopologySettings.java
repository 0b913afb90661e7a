package io.ringmaster.pipeline.topology;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How the stages are distributed over threads. Affects speed, never results. */
public record TopologySettings(
    @Setting(value = "auto", doc = "compact: all handlers on one thread; spread: one thread for each handler; auto: chosen by the number of"
        + " processors") Mode mode,
    @Setting(value = "0", min = "0", max = "64", doc = "number of strategy shards; 0: one in compact, chosen by the number of processors in"
        + " spread") int shards,
    @Setting(value = "1024", min = "2", max = "1048576", doc = "slots of the ring in spread, a power of 2; compact has one slot") int ringSize,
    @Setting(value = "auto", doc = "how a handler waits for the next event in spread") Waiting waiting,
    @Setting(value = "64", min = "1", doc = "largest number of events that a handler processes before it passes them to the next stage") int maxBatch,
    @Setting(value = "5ms", min = "1us", kind = Kind.DURATION, doc = "quiet time after which the journals prepare their next memory pages")
        long idleAfterNs,
    @Setting(value = "true", doc = "whether each stage records a timestamp for latency figures") boolean timing) {

    /** How stages map to threads. */
    public enum Mode { AUTO, COMPACT, SPREAD }

    /** Disruptor wait strategies by their cost. */
    public enum Waiting { AUTO, BUSY_SPIN, YIELDING, SLEEPING, BLOCKING }

    /** Journaler, market, decision, sequencer and the publisher: the threads of spread beside its shards. */
    private static final int FIXED_THREADS = 5;

    public TopologySettings {
        if (Integer.bitCount(ringSize) != 1) {
            throw new IllegalArgumentException("ringSize must be a power of 2: ringSize=" + ringSize);
        }
    }

    /** Resolves the settings for a machine with this number of processors: no AUTO and no 0 is left. */
    public TopologySettings on(final int processors) {
        final Mode chosen = mode != Mode.AUTO ? mode : processors > FIXED_THREADS ? Mode.SPREAD : Mode.COMPACT;
        final int spreadShards = Math.max(2, processors - FIXED_THREADS);
        final int chosenShards = shards > 0 ? shards : chosen == Mode.COMPACT ? 1 : Math.min(4, spreadShards);
        final boolean ownCores = processors >= FIXED_THREADS + chosenShards;
        final Waiting chosenWaiting = waiting != Waiting.AUTO ? waiting : ownCores ? Waiting.BUSY_SPIN : Waiting.SLEEPING;
        return new TopologySettings(chosen, chosenShards, ringSize, chosenWaiting, maxBatch, idleAfterNs, timing);
    }

    /** The same on another mode. */
    public TopologySettings withMode(final Mode other) {
        return new TopologySettings(other, shards, ringSize, waiting, maxBatch, idleAfterNs, timing);
    }

    /** The same with another number of shards. */
    public TopologySettings withShards(final int other) {
        return new TopologySettings(mode, other, ringSize, waiting, maxBatch, idleAfterNs, timing);
    }

    /** The same with stage stamps off. */
    public TopologySettings withoutTiming() {
        return new TopologySettings(mode, shards, ringSize, waiting, maxBatch, idleAfterNs, false);
    }

    /** The same on the calling thread alone, without stage stamps. */
    public TopologySettings oneThread() {
        return withMode(Mode.COMPACT).withoutTiming().on(1);
    }
}
