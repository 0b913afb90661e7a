package io.ringmaster.pipeline.handler;

/** The changes of all shards with one event, in ascending strategy index: the same for any number of shards. Mutable, reused. */
final class MergedChanges {

    private final ChangeCursor[] cursors;
    private ChangeCursor current;

    MergedChanges(final int shards) {
        cursors = new ChangeCursor[shards];
        for (int i = 0; i < shards; i++) {
            cursors[i] = new ChangeCursor();
        }
    }

    /** Goes in front of the first change. */
    void start(final ShardCell[] cells) {
        current = null;
        for (int i = 0; i < cursors.length; i++) {
            cursors[i].start(cells[i]);
        }
    }

    /** Goes to the next change; null behind the last one. Read the cursor, but do not move it. */
    ChangeCursor next() {
        if (current != null) {
            current.advance();
        }
        current = cursors[0];
        for (int i = 1; i < cursors.length; i++) {
            current = cursors[i].strategyIndex() < current.strategyIndex() ? cursors[i] : current;
        }
        return current.block == null ? null : current;
    }
}
