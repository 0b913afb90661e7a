/** Indicators of the order book, of trades and of outside signals. */
package io.ringmaster.strategies.indicator.market;
