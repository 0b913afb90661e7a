package io.ringmaster.cli.machine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.topology.CoreList;
import io.ringmaster.pipeline.topology.CoreMap;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.List;

/**
 * The topology of a session in real time on this machine, with its threads on cores.
 *
 * @param topology resolved
 * @param said     what to tell the operator about cores; empty if they were not asked for
 */
public record CoreChoice(TopologySettings topology, String said) {

    /**
     * @param processors that the JVM counts; used if no thread is bound to a core
     * @throws InvalidInputException if a given list does not fit this machine or the threads
     */
    public static CoreChoice of(final TopologySettings given, final MachineFiles files, final int processors) {
        return switch (given.cores()) {
            case TopologySettings.OFF -> new CoreChoice(given.on(processors), "");
            case TopologySettings.AUTO_CORES -> automatic(given, new Cores(files).forHotThreads(), processors);
            default -> listed(given, CoreList.parse(given.cores()), new Cores(files).online());
        };
    }

    private static CoreChoice automatic(final TopologySettings given, final List<Integer> isolated, final int processors) {
        final TopologySettings bound = given.onCores(isolated);
        if (bound == null) {
            final String found = isolated.isEmpty() ? "this machine has no isolated core"
                : isolated.size() + " isolated core(s) share a cache (" + CoreList.text(isolated) + "), but spread needs " + given.coresForSpread();
            return new CoreChoice(
                given.on(processors), "topology.cores is auto, but " + found + ": no thread is bound to a core. './ringmaster doctor' tells how to"
                    + " isolate cores.");
        }
        return new CoreChoice(bound, said(bound));
    }

    private static CoreChoice listed(final TopologySettings given, final List<Integer> wanted, final List<Integer> online) {
        for (final int core : wanted) {
            if (!online.isEmpty() && !online.contains(core)) {
                throw new InvalidInputException(
                    "topology.cores: core " + core + " is not online; this machine has " + CoreList.text(online) + ". Change the list, or set auto.");
            }
        }
        final TopologySettings bound = given.onCores(wanted);
        if (bound == null) {
            throw new InvalidInputException(
                "topology.cores names " + wanted.size() + " core(s), but spread needs " + given.coresForSpread() + ": publisher, journal, market,"
                    + " shards, decision and sequencer. Name more cores, or set topology.mode to compact, which needs one.");
        }
        return new CoreChoice(bound, said(bound));
    }

    private static String said(final TopologySettings bound) {
        return "threads on cores: " + CoreMap.of(bound).text();
    }

    /**
     * Tries the cores with the calling thread.
     *
     * @throws InvalidInputException if the system refuses one
     */
    public CoreChoice tried() {
        try {
            CoreMap.of(topology).tryAll();
            return this;
        } catch (final IllegalStateException e) {
            throw new InvalidInputException("topology.cores: " + e.getMessage() + ". Set topology.cores to off to run without.", e);
        }
    }
}
