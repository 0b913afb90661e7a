/** Learning from everything that any policy did so far: soft actor-critic. */
package io.ringmaster.lab.learning.offpolicy;
