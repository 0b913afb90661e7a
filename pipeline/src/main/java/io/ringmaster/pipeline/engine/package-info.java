/** The whole pipeline put together: from a configuration and a stream of inputs to outputs and orders. */
package io.ringmaster.pipeline.engine;
