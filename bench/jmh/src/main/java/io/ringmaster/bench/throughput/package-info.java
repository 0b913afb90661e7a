/** How much goes through one part in a second. */
package io.ringmaster.bench.throughput;
