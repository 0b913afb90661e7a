package io.ringmaster.pipeline.market;

/** Takes each change of a book's levels. */
@FunctionalInterface
interface BookFlow {

    void onLevel(boolean isBid, long qtyBeforeE8, long qtyE8);
}
