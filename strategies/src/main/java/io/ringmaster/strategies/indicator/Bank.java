package io.ringmaster.strategies.indicator;

/**
 * All nodes of one kind on one graph, numbered from 0. What a kind remembers lies in arrays, one place for each node: loops over arrays cost
 * a fraction of calls to objects that lie anywhere, and most of a bar is spent here. Nodes that read each other stand behind what they read,
 * so a bank is asked for a stretch of its nodes at a time. Every kind has a loop of its own, alike as they look: one for all would call each
 * node through a table.
 */
public interface Bank {

    /**
     * Writes the values of some of its nodes for the bar that just closed.
     *
     * @param from  the first of them
     * @param to    behind the last of them
     * @param shift from a node's number to its slot
     */
    void update(Bar bar, Values values, int from, int to, int shift);
}
