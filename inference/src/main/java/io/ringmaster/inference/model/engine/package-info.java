/** What a policy needs of an engine that runs a model. */
package io.ringmaster.inference.model.engine;
