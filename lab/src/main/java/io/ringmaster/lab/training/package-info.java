/** Trains a policy: environments, a learner and the validation between its updates, and the files that come out. */
package io.ringmaster.lab.training;
