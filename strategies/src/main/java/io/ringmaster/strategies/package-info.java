/** Strategies: what they may know, what they say, and how a share of them is run in isolation from one another. */
package io.ringmaster.strategies;
