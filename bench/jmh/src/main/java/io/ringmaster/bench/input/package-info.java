/** Inputs that several benchmarks share: recorded and random markets, in memory. */
package io.ringmaster.bench.input;
