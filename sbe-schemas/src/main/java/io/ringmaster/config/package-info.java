/**
 * Configuration: records that describe their own settings, and the way from YAML text, environment and arguments to a tree of them and back.
 * All faults are found at once, each with its line and what to do.
 */
package io.ringmaster.config;
