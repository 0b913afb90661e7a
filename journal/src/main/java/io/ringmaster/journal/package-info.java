/** Chronicle Queue behind a small interface: append, read, verify. Every byte of every record is covered by a checksum. */
package io.ringmaster.journal;
