package io.ringmaster.monitor.model;

import io.ringmaster.schema.FeedCondition;
import java.util.ArrayList;
import java.util.List;

/**
 * What was heard of the connection of one instrument up to a moment.
 *
 * @param condition the last one; null before the first word on it
 * @param sinceNs   event time since when; 0 before the first
 * @param drops     how often it was up and then was not
 * @param downNs    how long it was not up, altogether
 */
public record FeedTimes(int instrument, FeedCondition condition, long sinceNs, int drops, long downNs) {

    /** The connection of each instrument, in the order of their index. */
    public static List<FeedTimes> of(final Moment moment) {
        final int count = moment.facts().instruments().size();
        final FeedTimes[] times = new FeedTimes[count];
        for (int i = 0; i < count; i++) {
            times[i] = new FeedTimes(i, null, 0, 0, 0);
        }
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Feed feed) {
                for (int i = 0; i < count; i++) {
                    times[i] = feed.instrument() < 0 || feed.instrument() == i ? times[i].then(feed.condition(), row.timeNs()) : times[i];
                }
            }
        }
        final List<FeedTimes> all = new ArrayList<>();
        for (final FeedTimes each : times) {
            all.add(each.until(moment.timeNs()));
        }
        return List.copyOf(all);
    }

    private boolean isDown() {
        return condition != null && condition != FeedCondition.UP;
    }

    private FeedTimes then(final FeedCondition next, final long timeNs) {
        final boolean isDrop = condition == FeedCondition.UP && next != FeedCondition.UP;
        return new FeedTimes(
            instrument, next, next == condition ? sinceNs : timeNs, drops + (isDrop ? 1 : 0), downNs + (isDown() && next != condition ? timeNs - sinceNs : 0));
    }

    private FeedTimes until(final long timeNs) {
        return new FeedTimes(instrument, condition, sinceNs, drops, downNs + (isDown() ? timeNs - sinceNs : 0));
    }
}
