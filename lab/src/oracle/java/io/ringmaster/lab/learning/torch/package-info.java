/** Asks PyTorch, through DJL, for the answers that the learner is tested against. Compiled only by the Maven profile {@code oracle}. */
package io.ringmaster.lab.learning.torch;
