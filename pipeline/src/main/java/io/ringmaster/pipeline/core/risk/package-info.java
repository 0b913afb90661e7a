/** The gate that every order must pass, and its limits. */
package io.ringmaster.pipeline.core.risk;
