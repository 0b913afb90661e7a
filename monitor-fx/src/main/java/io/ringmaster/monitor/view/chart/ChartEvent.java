package io.ringmaster.monitor.view.chart;

import javafx.event.Event;
import javafx.event.EventType;

/** The chart shows other times, another timeframe or newer data. */
final class ChartEvent extends Event {

    static final EventType<ChartEvent> MOVED = new EventType<>(Event.ANY, "CHART_MOVED");

    private static final long serialVersionUID = 1L;

    ChartEvent() {
        super(MOVED);
    }
}
