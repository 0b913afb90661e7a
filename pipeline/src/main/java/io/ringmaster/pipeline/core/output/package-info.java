/** What the pipeline says, as messages. */
package io.ringmaster.pipeline.core.output;
