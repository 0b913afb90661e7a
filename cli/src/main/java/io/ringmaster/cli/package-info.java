/** The {@code ringmaster} program: the only place that knows every module, reads files and environment, and prints. */
package io.ringmaster.cli;
