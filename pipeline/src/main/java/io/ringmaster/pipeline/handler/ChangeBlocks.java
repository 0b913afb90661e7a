package io.ringmaster.pipeline.handler;

/**
 * The blocks of one shard that no slot holds. A slot gives its blocks back when it is used again, so there are never more of them than the changes
 * of the events on the ring need, however many strategies there are. Used by the shard's thread only.
 */
public final class ChangeBlocks {

    private ChangeBlock free;

    /** An empty block. Allocates one if all are in use. */
    ChangeBlock take() {
        final ChangeBlock block = free;
        if (block == null) {
            return new ChangeBlock();
        }
        free = block.next;
        block.next = null;
        block.count = 0;
        return block;
    }

    /** Takes back a chain of blocks. */
    void giveBack(final ChangeBlock first, final ChangeBlock last) {
        last.next = free;
        free = first;
    }
}
