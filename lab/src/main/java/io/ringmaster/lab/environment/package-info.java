/** The market in which a policy learns: the pipeline on one thread against the simulated venue, stepped from decision to decision. */
package io.ringmaster.lab.environment;
