/** Policies: from what every strategy said to one target. */
package io.ringmaster.inference;
