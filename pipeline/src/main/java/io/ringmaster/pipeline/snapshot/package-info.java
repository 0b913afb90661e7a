/** The state of a graph of objects as bytes, complete by construction: what the walk does not know fails. Knows nothing of trading. */
package io.ringmaster.pipeline.snapshot;
