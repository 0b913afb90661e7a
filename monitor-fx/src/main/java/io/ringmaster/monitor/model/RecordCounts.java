package io.ringmaster.monitor.model;

import io.ringmaster.journal.MessageText;
import java.util.Map;
import java.util.TreeMap;

/** Numbers of records by their template. One thread. */
final class RecordCounts {

    private static final int TEMPLATES = 256;

    private final long[] counts = new long[TEMPLATES];

    void add(final int templateId) {
        counts[templateId < TEMPLATES ? templateId : 0]++;
    }

    /** By the name of the message; templates of the same name are one. */
    Map<String, Long> byName() {
        final Map<String, Long> named = new TreeMap<>();
        for (int template = 0; template < TEMPLATES; template++) {
            if (counts[template] > 0) {
                named.merge(MessageText.nameOf(template), counts[template], Long::sum);
            }
        }
        return named;
    }
}
