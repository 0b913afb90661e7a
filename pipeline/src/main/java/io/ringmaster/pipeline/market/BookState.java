package io.ringmaster.pipeline.market;

/** Whether an order book may be read. */
public enum BookState {
    /** No book was ever received: the market is known from bars and trades only. */
    NONE,
    /** Between the parts of a split message. */
    PARTIAL,
    /** In step with the venue. */
    VALID,
    /** One side has no level. */
    ONE_SIDED,
    /** A message was missed; void until the next snapshot. */
    GAPPED,
    /** The best bid is not below the best ask; void until that ends. */
    CROSSED,
    /** The connection is down; void until the next snapshot. */
    DISCONNECTED
}
