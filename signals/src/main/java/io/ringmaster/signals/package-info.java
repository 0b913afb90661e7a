/**
 * What happens outside the market, on its way to the ring: news, sentiment, mentions, flows. Every source has a thread of its own and
 * ends in one queue; the publisher takes them from there, so that they are events with a sequence like any other. Bad input is counted
 * and set aside, and no source can stop another or the trading.
 */
package io.ringmaster.signals;
