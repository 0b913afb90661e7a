/** Says what changed between two revisions, beyond the noise of the machine. */
package io.ringmaster.bench.revision;
