package io.ringmaster.strategies.indicator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The order in which a graph computes its nodes. Each step computes a stretch of one bank's nodes whose inputs are ready. Fewer steps are
 * faster, because the compiler cannot inline through the call of a bank.
 */
final class Steps {

    private final Bank[] banks;
    private final int[] from;
    private final int[] to;
    /** For each step, the difference between a node's slot and its number in the bank. */
    private final int[] shift;

    /** Nodes of one family that can be computed one after the other. */
    private record Step(String family, List<Indicator> nodes) { }

    private Steps(final List<Step> steps, final Histories histories) {
        final TreeMap<String, List<Indicator>> byFamily = new TreeMap<>();
        steps.forEach(step -> byFamily.computeIfAbsent(step.family, family -> new ArrayList<>()).addAll(step.nodes));
        final TreeMap<String, Bank> bankOf = new TreeMap<>();
        byFamily.forEach((family, nodes) -> bankOf.put(family, nodes.getFirst().bank(nodes, histories)));
        histories.open();
        banks = steps.stream().map(step -> bankOf.get(step.family)).toArray(Bank[]::new);
        from = new int[banks.length];
        to = new int[banks.length];
        shift = new int[banks.length];
        final TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < banks.length; i++) {
            final Step step = steps.get(i);
            to[i] = counts.merge(step.family, step.nodes.size(), Integer::sum);
            from[i] = to[i] - step.nodes.size();
            shift[i] = step.nodes.getFirst().slot() - from[i];
        }
    }

    /**
     * Gives each node a slot after those it reads, the nodes of one family side by side, and makes a bank for each family.
     *
     * @param nodes     each after those it reads, with its followers counted
     * @param firstSlot slot of the first of them
     */
    static Steps of(final List<Indicator> nodes, final Values values, final int firstSlot, final Histories histories) {
        final List<Indicator> waiting = new ArrayList<>(nodes);
        final List<Step> steps = new ArrayList<>();
        int slot = firstSlot;
        while (!waiting.isEmpty()) {
            final String family = next(waiting);
            final List<Indicator> stretch = new ArrayList<>();
            for (List<Indicator> ready = ready(family, waiting); !ready.isEmpty(); ready = ready(family, waiting)) {
                for (final Indicator node : ready) {
                    node.setSlot(values, slot++);
                }
                stretch.addAll(ready);      // Nodes that read these are ready now, and may join the same stretch.
                waiting.removeIf(node -> !node.isDeclared());
            }
            steps.add(new Step(family, stretch));
        }
        return new Steps(steps, histories);
    }

    /** Takes all steps for the bar that closed. */
    void take(final Bar bar, final Values values) {
        for (int i = 0; i < banks.length; i++) {
            banks[i].update(bar, values, from[i], to[i], shift[i]);
        }
    }

    private static List<Indicator> ready(final String family, final List<Indicator> waiting) {
        return waiting.stream().filter(node -> node.isReady() && node.family().equals(family))
            .sorted(Comparator.comparing(node -> node.getClass().getName())).toList();
    }

    /**
     * The family to compute next, chosen for few steps: a family all of whose nodes are ready; else the family with the longest chain of
     * nodes that wait for it; of equals, the one with the largest share of nodes that are ready.
     */
    private static String next(final List<Indicator> waiting) {
        final TreeMap<String, Candidate> candidates = new TreeMap<>();
        for (final Indicator node : waiting) {
            candidates.computeIfAbsent(node.family(), Candidate::new).add(node);
        }
        return candidates.values().stream().filter(family -> family.ready > 0).max(
            Comparator.comparing(Candidate::isWhole).thenComparing(Candidate::longest).thenComparing(Candidate::share)).orElseThrow().name;
    }

    /** The nodes of a family that have no slot yet. */
    private static final class Candidate {

        private final String name;
        private int all;
        private int ready;
        private int longest;

        private Candidate(final String name) {
            this.name = name;
        }

        private void add(final Indicator node) {
            all++;
            if (node.isReady()) {
                ready++;
                longest = Math.max(longest, node.followers());
            }
        }

        private boolean isWhole() {
            return ready == all;
        }

        private int longest() {
            return longest;
        }

        private double share() {
            return (double) ready / all;
        }
    }
}
