package io.ringmaster.cli.machine;

import io.ringmaster.pipeline.topology.CoreList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cores of the machine, and which of them the system leaves alone. */
final class Cores {

    private static final String CPU = "sys/devices/system/cpu/";

    private final MachineFiles files;

    Cores(final MachineFiles files) {
        this.files = files;
    }

    List<Integer> online() {
        return list(CPU + "online");
    }

    /** Those that the kernel gives to no thread by itself (boot option isolcpus, or a cpuset partition). */
    List<Integer> isolated() {
        return list(CPU + "isolated");
    }

    /** Those whose timer tick stops while one thread runs (boot option nohz_full). */
    List<Integer> tickless() {
        return list(CPU + "nohz_full");
    }

    /** The logical cores of the same physical core, itself included. */
    List<Integer> siblings(final int core) {
        final List<Integer> siblings = list(CPU + "cpu" + core + "/topology/thread_siblings_list");
        return siblings.isEmpty() ? List.of(core) : siblings;
    }

    /**
     * Isolated cores that share a third-level cache: the largest group of them. Only one logical core of each physical core, because two busy threads
     * on one slow each other down. Never core 0, where the system does its own work.
     */
    List<Integer> forHotThreads() {
        final List<Integer> isolated = isolated();
        isolated.retainAll(online());
        isolated.remove(Integer.valueOf(0));
        final Map<String, List<Integer>> groups = new TreeMap<>();
        for (final int core : isolated) {
            final int first = siblings(core).stream().filter(isolated::contains).min(Integer::compare).orElse(core);
            if (first == core) {
                groups.computeIfAbsent(cacheOf(core), _ -> new ArrayList<>()).add(core);
            }
        }
        List<Integer> largest = List.of();
        for (final List<Integer> group : groups.values()) {
            // Of equal groups the one with the lowest core, so that the choice is always the same.
            if (group.size() > largest.size() || group.size() == largest.size() && !group.isEmpty() && group.getFirst() < largest.getFirst()) {
                largest = group;
            }
        }
        return largest;
    }

    /** Its third-level cache, or its socket where the system does not show caches. */
    private String cacheOf(final int core) {
        final String shared = files.text(CPU + "cpu" + core + "/cache/index3/shared_cpu_list");
        return !shared.isEmpty() ? shared : "socket " + files.text(CPU + "cpu" + core + "/topology/physical_package_id");
    }

    /** Empty if the file is missing, empty, or says {@code (null)}, as some kernels do. */
    private List<Integer> list(final String path) {
        final String text = files.text(path);
        return text.isEmpty() || !Character.isDigit(text.charAt(0)) ? new ArrayList<>() : CoreList.parse(text);
    }
}
