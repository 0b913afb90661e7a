/** Who runs after whom, and on which thread: the only place that wires the ring. */
package io.ringmaster.pipeline.topology;
