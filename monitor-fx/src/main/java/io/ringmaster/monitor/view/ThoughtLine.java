package io.ringmaster.monitor.view;

/**
 * One line: a thought, or several in a row that say the same of the same instrument.
 *
 * @param timeNs     of the last of them
 * @param sinceNs    of the first of them
 * @param instrument -1: of none
 * @param text       of the last of them
 */
record ThoughtLine(long timeNs, long sinceNs, int instrument, ThoughtKind kind, String text, int times) {
}
