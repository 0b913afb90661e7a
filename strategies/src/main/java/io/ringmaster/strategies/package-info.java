/** What a strategy is: its specification, what it may read and what it says; and the shard that runs a share of the strategies in isolation. */
package io.ringmaster.strategies;
