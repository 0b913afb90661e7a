package io.ringmaster.pipeline.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which core each hot thread runs on. Threads get cores in the order in which an event passes them, so that neighbours in the list hand events to each
 * other. A thread that is not in the map runs where the system puts it.
 */
public final class CoreMap {

    /** No thread is bound to a core. */
    public static final CoreMap NONE = new CoreMap(List.of());

    static final String PUBLISHER = "publisher";
    /** Linux shows 15 characters of a name. */
    static final String PREFIX = "stage-";

    /** A thread and its core. */
    public record Place(String thread, int core) { }

    private final List<Place> places;

    CoreMap(final List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** @param topology resolved: see {@link TopologySettings#onCores} */
    public static CoreMap of(final TopologySettings topology) {
        if (TopologySettings.OFF.equals(topology.cores())) {
            return NONE;
        }
        final List<Integer> cores = CoreList.parse(topology.cores());
        final List<Place> places = new ArrayList<>();
        for (final String thread : threads(topology)) {
            places.add(new Place(thread, cores.get(places.size())));
        }
        return new CoreMap(places);
    }

    private static List<String> threads(final TopologySettings topology) {
        final List<String> threads = new ArrayList<>(List.of(PUBLISHER));
        if (topology.mode() == TopologySettings.Mode.SPREAD) {
            threads.addAll(stages(topology.shards(), false));
        }
        return threads;
    }

    /** Names of the threads of spread beside the publisher, in the order in which {@link Topology} connects them. */
    static List<String> stages(final int shards, final boolean haveCopies) {
        final List<String> names = new ArrayList<>(List.of(PREFIX + "journal", PREFIX + "market"));
        for (int i = 0; i < shards; i++) {
            names.add(PREFIX + "shard-" + i);
        }
        names.add(PREFIX + "decision");
        if (haveCopies) {
            names.add(PREFIX + "copies");
        }
        names.add(PREFIX + "sequencer");
        return names;
    }

    public List<Place> places() {
        return places;
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** Binds the calling thread, which publishes events, until the result is closed. */
    public Pin pinPublisher() {
        return pin(PUBLISHER);
    }

    /**
     * Binds the calling thread.
     *
     * @param thread its name in the map; one that is not there stays where it is
     */
    Pin pin(final String thread) {
        return places.stream().filter(place -> place.thread().equals(thread)).findFirst().map(place -> Pin.to(place.core())).orElse(Pin.NONE);
    }

    /**
     * Tries each core with the calling thread, which then runs where it ran before.
     *
     * @throws IllegalStateException if the system refuses one; the message says which and why
     */
    public void tryAll() {
        for (final Place place : places) {
            Pin.to(place.core()).close();
        }
    }

    /** {@code publisher 2, stage-journal 3}. */
    public String text() {
        return places.stream().map(place -> place.thread() + " " + place.core()).collect(Collectors.joining(", "));
    }
}
