/** The market: order book, bars, reference prices, features. */
package io.ringmaster.pipeline.market;
