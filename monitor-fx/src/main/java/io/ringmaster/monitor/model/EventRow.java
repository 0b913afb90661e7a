package io.ringmaster.monitor.model;

/**
 * Something rare that a person should see: a command, a change of a limit or of the feed, a reconciliation, an alarm.
 *
 * @param event      what happened, with its values
 */
public record EventRow(long sequence, long timeNs, Event event) {

    static final int WIDTH = 3;

    static void write(final LongTable table, final Texts<Event> events, final long sequence, final long timeNs, final Event event) {
        table.set(table.add(sequence, timeNs), 2, events.add(event));
    }

    static Rows.Reader<EventRow> reader(final Texts<Event> events) {
        return (table, row) -> new EventRow(table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), events.get(table.get(row, 2)));
    }
}
