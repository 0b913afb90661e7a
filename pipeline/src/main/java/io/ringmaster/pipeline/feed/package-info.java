/** Shared by the adapters of all feeds: they read levels, trades and tickers in a venue's format, and these classes encode them as input messages. */
package io.ringmaster.pipeline.feed;
