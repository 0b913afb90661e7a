/** Direction and strength of a trend, and trailing stops. */
package io.ringmaster.strategies.indicator.trend;
