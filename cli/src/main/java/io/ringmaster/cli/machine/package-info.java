/** What the machine is, read from the files of Linux, and what is wrong with it. */
package io.ringmaster.cli.machine;
