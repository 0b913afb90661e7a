/** What the adapters of any feed share: they read levels, trades and tickers in a venue's words, and these write them in ours. */
package io.ringmaster.pipeline.feed;
