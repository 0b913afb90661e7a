package io.ringmaster.pipeline.market;

/** Hears how a book's levels change, one by one. */
@FunctionalInterface
interface BookFlow {

    void onLevel(boolean isBid, long qtyBeforeE8, long qtyE8);
}
