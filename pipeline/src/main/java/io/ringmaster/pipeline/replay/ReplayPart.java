package io.ringmaster.pipeline.replay;

/**
 * Events of a session that one build recorded, or several that say the same.
 *
 * @param from       the first of them
 * @param to         the last
 * @param build      the one that began them
 * @param isReplayed whether this program could play them and said the same
 */
public record ReplayPart(long from, long to, String build, boolean isReplayed) {
}
