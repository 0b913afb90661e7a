package io.ringmaster.strategies.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The nodes of one graph. Each is known by its declaration: equal declarations are one node. A node is computed once a bar, after the nodes
 * it reads. One thread.
 */
public final class Nodes {

    private final Values values = new Values();
    private final Histories histories = new Histories();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Indicator> computed = new ArrayList<>();
    /** Nodes by declaration; null once the nodes are arranged. */
    private TreeMap<String, Indicator> byDeclaration = new TreeMap<>();
    /** Nodes that the node under construction reads. */
    private List<Indicator> reads = new ArrayList<>();
    private Steps steps;
    private boolean hasMeans;
    private long declarations;

    /** Declarations so far, equal ones counted again. */
    public long declarations() {
        return declarations;
    }

    /** Nodes computed each bar. */
    public int count() {
        return computed.size();
    }

    /** The values of all nodes, by slot. */
    public Values values() {
        return values;
    }

    /** The node of a number that never changes. */
    public Indicator constant(final String text, final double value) {
        return byDeclaration.computeIfAbsent(text, declaration -> {
            final Constant made = new Constant(value);
            constants.add(made);
            return made;
        });
    }

    /** The node of a declaration already known, or a new one that is computed after all those it reads. */
    public Indicator node(final String declaration, final Supplier<Indicator> make) {
        declarations++;
        final Indicator known = byDeclaration.get(declaration);
        if (known != null) {
            reads.add(known);
            return known;
        }
        final List<Indicator> outside = reads;
        reads = new ArrayList<>();
        final Indicator made = make.get();
        // The factory may return a node that is known by another name, or a constant, which needs no computation.
        if (!made.isDeclared() && !(made instanceof Constant)) {
            made.setReads(reads);
            computed.add(made);
        }
        byDeclaration.put(declaration, made);
        reads = outside;
        reads.add(made);
        return made;
    }

    /** Whether every node has its slot. */
    public boolean isArranged() {
        return steps != null;
    }

    /** Gives every node its slot and fixes the order in which nodes are computed. Nothing can be declared afterwards. */
    public void arrange() {
        values.resize(PriceField.COUNT + constants.size() + computed.size());
        int slot = PriceField.COUNT;
        for (final Constant constant : constants) {
            constant.setSlot(values, slot++);
            constant.write(values);
        }
        computed.reversed().forEach(Indicator::countFollowers);
        final List<Indicator> others = new ArrayList<>();
        for (final Indicator node : computed) {
            if (node instanceof final Price price) {
                price.setSlot(values, price.ownSlot());
                hasMeans |= price.isMean();
            } else {
                others.add(node);
            }
        }
        steps = Steps.of(others, values, slot, histories);
        byDeclaration = null;
        reads = null;
    }

    /** Computes every node once for a bar that closed. */
    public void compute(final Bar bar) {
        values.turn();
        PriceField.write(values.now, bar);
        if (hasMeans) {
            PriceField.writeMeans(values.now, bar);
        }
        steps.take(bar, values);
        histories.add(values.now);
    }
}
