/** How long one operation of one part takes. */
package io.ringmaster.bench.latency;
