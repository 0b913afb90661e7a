package io.ringmaster.monitor.model;

/** Whether a session goes on, as far as its journals tell. The monitor sees files, and not the process that writes them. */
public enum Life {
    /** Its last record says that it ended in order. */
    ENDED,
    /** Records came within the last seconds, while the monitor watched: a process writes them. */
    GROWING,
    /** It has no end record, and no record came while the monitor watched: it may have been killed. */
    SILENT
}
