package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Ink;

/** What an entry is about. */
enum ThoughtKind {
    /** It trades, or moves what it has. */
    ACTED("▸ acted", Ink.ACCENT),
    /** It holds what it has, or waits. */
    WAITED("· waited", Ink.MUTED),
    /** It wanted something and was not allowed to. */
    REFUSED("✕ refused", Ink.WARN),
    /** The latch closed or was opened, or an invariant broke. */
    SHIELD("■ shield", Ink.BAD),
    /** A person said something. */
    OPERATOR("◆ operator", Ink.SECOND);

    private final String text;
    private final Ink ink;

    ThoughtKind(final String text, final Ink ink) {
        this.text = text;
        this.ink = ink;
    }

    String text() {
        return text;
    }

    Ink ink() {
        return ink;
    }
}
