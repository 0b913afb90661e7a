/** From recommendations to targets: the data that the policy reads, and when it is asked. */
package io.ringmaster.pipeline.core.decision;
