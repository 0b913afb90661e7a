/** What the market looks like: order book, bars, reference prices. */
package io.ringmaster.pipeline.market;
