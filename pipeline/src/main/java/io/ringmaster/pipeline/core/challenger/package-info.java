/** How policies that trade nothing are scored beside the one that trades. */
package io.ringmaster.pipeline.core.challenger;
