/** The values of a contract's sources at a decision: indicators on bars of its own, the market, the account and what strategies say. */
package io.ringmaster.pipeline.core.observation;
