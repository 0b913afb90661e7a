/** What every command shares: exit codes, the sentence for each failure, JSON lines, progress, output files. Knows no command and no session. */
package io.ringmaster.cli.terminal;
