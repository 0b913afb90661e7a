/** Whether a new model takes the place of the one that decides: returns on held-out data, the gate, and learning from closed trades. */
package io.ringmaster.lab.retraining;
