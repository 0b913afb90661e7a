/** From YAML text, environment and arguments to a tree of configuration records, and back: all faults at once, each with its line and what to do. */
package io.ringmaster.config.binding;
