package io.ringmaster.strategies.indicator;

/**
 * Nodes of one kind that read none of each other, computed together. What a kind remembers lies in arrays, one place for each node: a loop
 * over arrays costs a fraction of calls to objects that lie anywhere, and most of a bar is spent here.
 */
interface Bank {

    /** Writes the value of each of its nodes for the bar that just closed. */
    void update(Bar bar, Values values);
}
