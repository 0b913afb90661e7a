/** The observation contract: the features a model sees, how each is computed and scaled, as a text with a hash, and the encoder that follows it. */
package io.ringmaster.inference.contract;
