/** What you type: one class for each command. A command reads its arguments, builds what it needs and prints what came of it. */
package io.ringmaster.cli.command;
