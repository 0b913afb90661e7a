/** Chooses the engine that runs a model, and compares engines with each other and with recorded outputs. */
package io.ringmaster.inference.model;
