/** Learning from what the policy of now just did: PPO, and A2C as its simplest case. */
package io.ringmaster.lab.learning.onpolicy;
