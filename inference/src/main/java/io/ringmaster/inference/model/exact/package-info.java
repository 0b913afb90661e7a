/** An engine in plain Java for small networks: the same bits on every machine, and gradients. */
package io.ringmaster.inference.model.exact;
