package io.ringmaster.gateway.session;

import java.time.Instant;
import java.util.List;

/** Notices of the venue: each is reported once, and trading adds no risk shortly before and after maintenance. One thread. */
final class VenueNotices {

    private static final String MAINTENANCE = "maintenance";
    private static final long AROUND_MAINTENANCE_MS = 300_000;

    private final SessionNews news;
    private final SessionTime time;
    private long maintenanceMs = Long.MIN_VALUE / 2;
    private String last = "";

    VenueNotices(final SessionNews news, final SessionTime time) {
        this.news = news;
        this.time = time;
    }

    /** @param effectiveTimeMs the venue's clock; 0 for none */
    void onNotification(final String type, final String priority, final String note, final long effectiveTimeMs) {
        final String notice = type + ", priority " + priority + ": " + note;
        if (!notice.equals(last)) {
            last = notice;
            news.onNotice(notice);
        }
        if (type.equals(MAINTENANCE) && effectiveTimeMs > 0) {
            maintenanceMs = effectiveTimeMs;
        }
    }

    /** Whether maintenance of the venue is about to begin or has just ended. */
    boolean isMaintenance() {
        return Math.abs(time.venueMs() - maintenanceMs) <= AROUND_MAINTENANCE_MS;
    }

    /** What speaks against trading, in words for a person. */
    List<String> objections() {
        return isMaintenance()
            ? List.of("maintenance of the venue at " + Instant.ofEpochMilli(maintenanceMs) + ": no new risk around it") : List.of();
    }
}
