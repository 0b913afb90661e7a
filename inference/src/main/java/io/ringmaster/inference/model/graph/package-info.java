/** A model as plain values: its bytes, its graph, its tensors. No library's types appear here. */
package io.ringmaster.inference.model.graph;
