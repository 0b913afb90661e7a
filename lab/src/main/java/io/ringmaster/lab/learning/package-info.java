/** A learner in plain Java: the same seed gives the same policy, to the bit. */
package io.ringmaster.lab.learning;
