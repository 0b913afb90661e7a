package io.ringmaster.strategies.indicator;

/**
 * All nodes of one kind in one graph, numbered from 0. The state of a kind lies in arrays, one element for each node: most of the time of a
 * bar is spent here, and a loop over arrays costs a fraction of calls to objects that lie anywhere. A bank computes a stretch of its nodes at
 * a time, because a node that reads another node of the kind comes after it. Every kind has a loop of its own, although the loops look alike:
 * one loop for all kinds would call each node through a table.
 */
public interface Bank {

    /**
     * Writes the values of some of its nodes for the bar that closed.
     *
     * @param from  number of the first node
     * @param to    number after the last node
     * @param shift from a node's number to its slot
     */
    void update(Bar bar, Values values, int from, int to, int shift);
}
