package io.ringmaster.pipeline.handler;

/**
 * The blocks of one shard for events with more changes than a slot has room for. A slot gives them back when it is used again, so there are never more
 * of them than the events on the ring need, however many strategies there are. Used by the shard's thread only.
 */
public final class ChangeBlocks {

    private static final int SIZE = 64;

    private ChangeBlock free;

    /** An empty block. Allocates one if all are in use. */
    ChangeBlock take() {
        final ChangeBlock block = free;
        if (block == null) {
            return new ChangeBlock(SIZE);
        }
        free = block.next;
        block.next = null;
        block.clear();
        return block;
    }

    /** Takes back a chain of blocks. */
    void giveBack(final ChangeBlock first, final ChangeBlock last) {
        last.next = free;
        free = first;
    }
}
