/** Indicators of traded volume. */
package io.ringmaster.strategies.indicator.volume;
