/** What every command shares: exit codes, the message for each failure, JSON lines, progress, output files. Depends on no command and no session. */
package io.ringmaster.cli.terminal;
