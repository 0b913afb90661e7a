/** From targets to orders: the sequencer's core. */
package io.ringmaster.pipeline.core.execution;
