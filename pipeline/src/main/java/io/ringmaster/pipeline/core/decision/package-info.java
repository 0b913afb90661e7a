/** From recommendations to targets: what the policy sees, and when it is asked. */
package io.ringmaster.pipeline.core.decision;
