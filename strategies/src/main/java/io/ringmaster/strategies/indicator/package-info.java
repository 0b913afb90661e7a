/** Indicators as nodes of a graph: declared by strategies, shared when equal, computed once a bar in constant time. */
package io.ringmaster.strategies.indicator;
