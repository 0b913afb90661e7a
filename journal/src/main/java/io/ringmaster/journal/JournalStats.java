package io.ringmaster.journal;

import io.ringmaster.schema.MessageHeaderDecoder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of a journal's records.
 *
 * @param byTemplate records and payload bytes by template id
 */
public record JournalStats(long records, long payloadBytes, int segments, SortedMap<Integer, long[]> byTemplate) {

    /**
     * Counts a whole journal.
     *
     * @throws JournalDamagedException at the first damage
     */
    public static JournalStats of(final Path journal) {
        final TreeMap<Integer, long[]> byTemplate = new TreeMap<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        long records = 0;
        long bytes = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                records++;
                bytes += reader.length();
                final int template = header.wrap(reader.buffer(), reader.offset()).templateId();
                final long[] counts = byTemplate.computeIfAbsent(template, id -> new long[2]);
                counts[0]++;
                counts[1] += reader.length();
            }
        }
        return new JournalStats(records, bytes, KeptFiles.of(journal).segments().size(), byTemplate);
    }

    public void print(final PrintStream out) {
        out.printf(Locale.ROOT, "  %,d records, %,d bytes, %d segment(s)%n", records, payloadBytes, segments);
        byTemplate.forEach((template, counts) -> out.printf(
            Locale.ROOT, "  %-18s %,12d records %,15d bytes%n", MessageText.nameOf(template), counts[0], counts[1]));
    }
}
