package io.ringmaster.monitor.model;

/** Whether a book may be read. */
public enum BookCondition {
    /** Nothing was heard yet. */
    NONE("no book yet"),
    /** A message came in parts, and its last part is missing. */
    PARTIAL("a part of the last message is missing"),
    /** Both sides, and they do not cross. */
    VALID("valid"),
    /** One side is empty. */
    ONE_SIDED("one side is empty"),
    /** The best bid is not below the best ask. */
    CROSSED("crossed"),
    /** A message was missed, or a level was nonsensical: void until the next snapshot. */
    GAPPED("void until the next snapshot: a message was missed"),
    /** The connection was lost: void until the next snapshot. */
    DISCONNECTED("void until the next snapshot: the connection was lost");

    private final String words;

    BookCondition(final String words) {
        this.words = words;
    }

    /** The condition in readable text. */
    public String inWords() {
        return words;
    }
}
