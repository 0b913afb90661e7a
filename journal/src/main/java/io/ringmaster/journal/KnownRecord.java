package io.ringmaster.journal;

/**
 * A record that is known to be intact with all records before it, because the journal was folded up to it.
 *
 * @param chain the journal's chain value there
 */
public record KnownRecord(long sequence, int chain) {
}
