/** What every benchmark has in common. */
package io.ringmaster.bench;
