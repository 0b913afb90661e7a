/** The state of a graph of objects as bytes, complete by construction: an object that the walk does not know is an error. Independent of trading. */
package io.ringmaster.pipeline.snapshot;
