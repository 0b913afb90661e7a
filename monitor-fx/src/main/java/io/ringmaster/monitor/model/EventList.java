package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rare events of both journals in one order; made again only when there are others than the last time. Any thread. */
final class EventList {

    private int inputs;
    private int outputs;
    private List<EventRow> events = List.of();

    synchronized List<EventRow> of(final Timeline timeline, final Sizes sizes) {
        if (inputs != sizes.inputEvents() || outputs != sizes.outputEvents()) {
            inputs = sizes.inputEvents();
            outputs = sizes.outputEvents();
            final List<EventRow> all = new ArrayList<>(rows(timeline.inputEvents, inputs, timeline.inputTexts));
            all.addAll(rows(timeline.outputs.events, outputs, timeline.outputs.texts));
            all.sort(Comparator.comparingLong(EventRow::sequence));
            events = List.copyOf(all);
        }
        return events;
    }

    private static List<EventRow> rows(final LongTable table, final int size, final Texts<Event> texts) {
        return new Rows<>(table, size, EventRow.reader(texts)).asList();
    }
}
