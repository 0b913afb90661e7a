/** The file that holds a learner's whole state, so that learning goes on with the same bits. */
package io.ringmaster.lab.learning.checkpoint;
