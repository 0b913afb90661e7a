/** From YAML text to a tree of configuration records, and back: every fault found at once, with its line and what to do. */
package io.ringmaster.pipeline.config;
