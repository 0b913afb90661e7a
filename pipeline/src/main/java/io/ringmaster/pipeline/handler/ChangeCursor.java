package io.ringmaster.pipeline.handler;

/** A place in the changes of one shard. Mutable, reused. */
final class ChangeCursor {

    /** The block and the index in it; the block is null behind the last change. */
    ChangeBlock block;
    int i;

    void start(final ShardCell cell) {
        block = cell.first.count == 0 ? null : cell.first;
        i = 0;
    }

    void advance() {
        if (++i == block.count) {
            block = block.next;
            i = 0;
        }
    }

    /** Index of the strategy here; {@link Integer#MAX_VALUE} behind the last change. */
    int strategyIndex() {
        return block == null ? Integer.MAX_VALUE : block.strategyIndex(i);
    }
}
