package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/** A print of the market. */
record RecentTrade(String uid, long sequence, long timeMs, long priceE8, long qtyE8, Side aggressor) {
}
