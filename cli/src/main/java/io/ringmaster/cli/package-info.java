/** The {@code ringmaster} commands: the only place that knows every module, reads files and environment, and prints. */
package io.ringmaster.cli;
