/** The deterministic heart: plain objects that are functions of configuration, seed and journaled inputs. No clock, thread or I/O. */
package io.ringmaster.pipeline.core;
