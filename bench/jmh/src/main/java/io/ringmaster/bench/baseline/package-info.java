/** What the parts that we build on cost by themselves. */
package io.ringmaster.bench.baseline;
