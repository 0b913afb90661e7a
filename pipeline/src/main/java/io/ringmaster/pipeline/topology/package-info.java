/** The order of the stages and their threads: the only place that wires the ring. */
package io.ringmaster.pipeline.topology;
