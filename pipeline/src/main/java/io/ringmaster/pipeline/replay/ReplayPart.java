package io.ringmaster.pipeline.replay;

/**
 * Events of a session that one build recorded, or several builds with the same outputs.
 *
 * @param from       the first of them
 * @param to         the last
 * @param build      the build that began them
 * @param isReplayed whether this program could play them with the same outputs
 */
public record ReplayPart(long from, long to, String build, boolean isReplayed) {
}
