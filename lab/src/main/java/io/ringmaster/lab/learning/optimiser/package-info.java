/** Moves the weights along their gradients. */
package io.ringmaster.lab.learning.optimiser;
