/** Drift of a model: how far the values that it sees, and its outputs, are from those it was trained on. */
package io.ringmaster.inference.drift;
