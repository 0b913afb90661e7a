package io.ringmaster.journal;

/**
 * A record that somebody has seen and knows to be sound, with all before it: whoever folded the journal up to there.
 *
 * @param chain the journal's chain value there
 */
public record KnownRecord(long sequence, int chain) {
}
