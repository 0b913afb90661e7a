/** The gate every order passes, and the limits it guards. */
package io.ringmaster.pipeline.core.risk;
