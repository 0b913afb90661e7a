/** The outputs of the pipeline, as messages. */
package io.ringmaster.pipeline.core.output;
