/** The graph of one instrument and timeframe: it turns declarations into nodes and claims, and equal declarations into one. */
package io.ringmaster.strategies.indicator.graph;
