/**
 * What an indicator is: a node with one value a bar. The nodes of one kind are computed by a bank, over values and histories that lie in
 * arrays. Public are the types that the packages of kinds extend, and those that a bank reads.
 */
package io.ringmaster.strategies.indicator;
