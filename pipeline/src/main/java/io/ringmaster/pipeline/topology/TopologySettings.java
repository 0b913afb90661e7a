package io.ringmaster.pipeline.topology;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.List;

/** How the stages are distributed over threads. Affects speed, never results. */
public record TopologySettings(
    @Inline Threads threads,
    @Setting(value = "1024", min = "2", max = "1048576", doc = "slots of the ring in spread, a power of 2; compact has one slot") int ringSize,
    @Setting(value = "auto", doc = "how a handler waits for the next event in spread") Waiting waiting,
    @Setting(value = "64", min = "1", doc = "largest number of events that a handler processes before it passes them to the next stage") int maxBatch,
    @Setting(value = "5ms", min = "1us", kind = Kind.DURATION, doc = "quiet time after which the journals prepare their next memory pages")
        long idleAfterNs,
    @Setting(value = "true", doc = "whether each stage records a timestamp for latency figures") boolean timing) {

    /** Which threads there are, and where they run. */
    public record Threads(
        @Setting(value = "auto", doc = "compact: all handlers on one thread; spread: one thread for each handler; auto: chosen by the number of"
            + " processors") Mode mode,
        @Setting(value = "0", min = "0", max = "64", doc = "number of strategy shards; 0: one in compact, chosen by the number of processors in"
            + " spread") int shards,
        @Setting(value = "off", doc = "'run' binds each hot thread to a core of its own: off: it does not; auto: to isolated cores that share a"
            + " third-level cache; or a list of cores such as 2-5,8. 'doctor' shows the result. One session at a time can use a core")
            String cores) {

        public Threads {
            if (!OFF.equals(cores) && !AUTO_CORES.equals(cores)) {
                CoreList.parse(cores);
            }
        }
    }

    /** How stages map to threads. */
    public enum Mode { AUTO, COMPACT, SPREAD }

    /** Disruptor wait strategies by their cost. */
    public enum Waiting { AUTO, BUSY_SPIN, YIELDING, SLEEPING, BLOCKING }

    /** The value of {@code cores} that binds no thread. */
    public static final String OFF = "off";
    /** The value of {@code cores} that chooses isolated cores. */
    public static final String AUTO_CORES = "auto";
    /** Journaler, market, decision, sequencer and the publisher: the threads of spread beside its shards. */
    private static final int FIXED_THREADS = 5;
    private static final int MOST_CHOSEN_SHARDS = 4;

    public TopologySettings {
        if (Integer.bitCount(ringSize) != 1) {
            throw new IllegalArgumentException("ringSize must be a power of 2: ringSize=" + ringSize);
        }
    }

    /** Threads that are bound to no core. */
    public TopologySettings(
        final Mode mode, final int shards, final int ringSize, final Waiting waiting, final int maxBatch, final long idleAfterNs,
        final boolean timing) {
        this(new Threads(mode, shards, OFF), ringSize, waiting, maxBatch, idleAfterNs, timing);
    }

    public Mode mode() {
        return threads.mode;
    }

    public int shards() {
        return threads.shards;
    }

    /** As given, or {@link #OFF}, or a list if resolved by {@link #onCores}. */
    public String cores() {
        return threads.cores;
    }

    /** Resolves the settings for a machine with this number of processors: no AUTO and no 0 is left, and no thread is bound to a core. */
    public TopologySettings on(final int processors) {
        final Mode chosen = mode() != Mode.AUTO ? mode() : processors > FIXED_THREADS ? Mode.SPREAD : Mode.COMPACT;
        final int spreadShards = Math.max(2, processors - FIXED_THREADS);
        final int chosenShards = shards() > 0 ? shards() : chosen == Mode.COMPACT ? 1 : Math.min(MOST_CHOSEN_SHARDS, spreadShards);
        final boolean ownCores = processors >= FIXED_THREADS + chosenShards;
        final Waiting chosenWaiting = waiting != Waiting.AUTO ? waiting : ownCores ? Waiting.BUSY_SPIN : Waiting.SLEEPING;
        return with(new Threads(chosen, chosenShards, OFF), chosenWaiting);
    }

    /**
     * Resolves the settings for cores that belong to the hot threads alone, in the order of {@link CoreMap}. The number of processors plays no part,
     * because the JVM does not count isolated cores.
     *
     * @return null if the cores are too few for the wanted mode and shards
     */
    public TopologySettings onCores(final List<Integer> cores) {
        final int spare = cores.size() - FIXED_THREADS;
        final boolean canSpread = spare >= Math.max(1, shards());
        final Mode chosen = mode() != Mode.AUTO ? mode() : canSpread ? Mode.SPREAD : Mode.COMPACT;
        if (cores.isEmpty() || chosen == Mode.SPREAD && !canSpread) {
            return null;
        }
        final int chosenShards = shards() > 0 ? shards() : chosen == Mode.COMPACT ? 1 : Math.min(MOST_CHOSEN_SHARDS, spare);
        return with(new Threads(chosen, chosenShards, CoreList.text(cores)), waiting != Waiting.AUTO ? waiting : Waiting.BUSY_SPIN);
    }

    /** Cores that spread needs with the wanted number of shards. */
    public int coresForSpread() {
        return FIXED_THREADS + Math.max(1, shards());
    }

    /** The same on another mode; a thread that was bound to a core no longer is. */
    public TopologySettings withMode(final Mode other) {
        return with(new Threads(other, shards(), OFF), waiting);
    }

    /** The same with another wait strategy. */
    public TopologySettings withWaiting(final Waiting other) {
        return with(threads, other);
    }

    /** The same with another number of shards. */
    public TopologySettings withShards(final int other) {
        return with(new Threads(mode(), other, cores()), waiting);
    }

    /** The same with stage stamps off. */
    public TopologySettings withoutTiming() {
        return new TopologySettings(threads, ringSize, waiting, maxBatch, idleAfterNs, false);
    }

    /** The same on the calling thread alone, without stage stamps. */
    public TopologySettings oneThread() {
        return withMode(Mode.COMPACT).withoutTiming().on(1);
    }

    private TopologySettings with(final Threads others, final Waiting otherWaiting) {
        return new TopologySettings(others, ringSize, otherWaiting, maxBatch, idleAfterNs, timing);
    }
}
