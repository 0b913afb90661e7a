/** What the outputs of a policy mean: a distribution of actions, with its gradients. */
package io.ringmaster.lab.learning.head;
