/** Policies: from the recommendations of all strategies to one target. */
package io.ringmaster.inference;
