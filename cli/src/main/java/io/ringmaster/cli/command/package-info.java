/** The commands, one class each. A command reads its arguments, builds the objects it needs and prints the result. */
package io.ringmaster.cli.command;
