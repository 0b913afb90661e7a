/** Experts algorithms: weights over strategies that learn from the result of every strategy, with guarantees and without training. */
package io.ringmaster.inference.experts;
