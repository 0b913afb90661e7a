/** What the parts allocate together, event by event. */
package io.ringmaster.bench.allocation;
