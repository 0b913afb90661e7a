package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.units.InstrumentDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders on our account that this journal did not create. They are reported, so that their risk counts. One thread. */
final class ForeignOrders {

    private final List<InstrumentDefinition> instruments;
    private final SessionTime time;
    private final Reports reports;
    private final SessionNews news;
    private final Map<String, Foreign> open = new LinkedHashMap<>();

    /** @param heardMs our clock: when it was last reported */
    private record Foreign(VenueOrderState state, int instrumentId, long heardMs) {
    }

    ForeignOrders(final List<InstrumentDefinition> instruments, final SessionTime time, final Reports reports, final SessionNews news) {
        this.instruments = instruments;
        this.time = time;
        this.reports = reports;
        this.news = news;
    }

    /** One is open at the venue. */
    void onOpen(final VenueOrderState state, final int instrumentId) {
        final Foreign before = open.put(state.venueOrderId(), new Foreign(state, instrumentId, time.nowMs()));
        if (before == null) {
            news.onExternalOrder(state);
        }
        if (before == null || !before.state.equals(state)) {
            // The venue does not always report the size of a resting trigger; then the largest possible size counts.
            final long leavesE8 = state.remainingE8() < 0 ? instruments.get(instrumentId).maxPositionE8() : state.remainingE8();
            reports.external(state, instrumentId, leavesE8, time.venueMs());
        }
    }

    /** @return whether the order that is gone is one of these */
    boolean onGone(final String venueOrderId) {
        final Foreign gone = open.remove(venueOrderId);
        if (gone != null) {
            reports.external(gone.state, gone.instrumentId, 0, time.venueMs());
        }
        return gone != null;
    }

    /** An order that the venue did not list as open, and did not report since the question, is closed. */
    void onEvidence(final Evidence evidence) {
        final List<String> openIds = evidence.open().stream().map(VenueOrderState::venueOrderId).toList();
        for (final Foreign order : List.copyOf(open.values())) {
            if (order.heardMs < evidence.begunMs() && !openIds.contains(order.state.venueOrderId())) {
                onGone(order.state.venueOrderId());
            }
        }
    }
}
