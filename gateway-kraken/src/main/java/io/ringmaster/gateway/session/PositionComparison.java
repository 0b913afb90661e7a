package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares our positions, which are the sums of our fills, with the venue's. A difference may be a fill that is still on its way, so it is
 * checked again. A difference that persists is reported as the venue's position, which latches trading. One thread.
 */
final class PositionComparison {

    private final List<InstrumentDefinition> instruments;
    private final SessionSettings settings;
    private final SessionTime time;
    private final Questions questions;
    private final Reports reports;
    private final SessionNews news;
    private final long[] oursE8;
    private final long[] theirsE8;
    private final long[] entryE8;
    private final int[] differences;

    PositionComparison(
        final List<InstrumentDefinition> instruments, final SessionSettings settings, final KnownAccount known, final SessionTime time,
        final Questions questions, final Reports reports, final SessionNews news) {
        this.instruments = instruments;
        this.settings = settings;
        this.time = time;
        this.questions = questions;
        this.reports = reports;
        this.news = news;
        oursE8 = known.holdings().stream().mapToLong(KnownAccount.Holding::positionE8).toArray();
        theirsE8 = oursE8.clone();
        entryE8 = new long[oursE8.length];
        differences = new int[oursE8.length];
    }

    /** Signed sum of the fills. */
    long positionE8(final int instrumentId) {
        return oursE8[instrumentId];
    }

    /** Whether an order, if it is filled, makes a position that is there smaller. */
    boolean isReducedBy(final LiveOrder order) {
        final long heldE8 = oursE8[order.instrumentId()];
        return order.side() == Side.BUY ? heldE8 < 0 : heldE8 > 0;
    }

    /** @param signedQtyE8 bought, or negative, sold */
    void onFill(final int instrumentId, final long signedQtyE8) {
        oursE8[instrumentId] += signedQtyE8;
    }

    /** A feed reported the positions; a fill may still be on its way over another feed. */
    void onFeed(final List<VenuePosition> positions) {
        take(positions);
        for (int id = 0; id < oursE8.length; id++) {
            if (theirsE8[id] == oursE8[id]) {
                agree(id);
            } else {
                questions.askSoon();
            }
        }
    }

    /** The venue listed the positions; an instrument that is not in the list has none. */
    void take(final List<VenuePosition> positions) {
        for (int id = 0; id < oursE8.length; id++) {
            final String symbol = instruments.get(id).symbol();
            final VenuePosition held =
                positions.stream().filter(position -> position.product().equalsIgnoreCase(symbol)).findFirst().orElse(null);
            theirsE8[id] = held == null ? 0 : held.qtyE8();
            entryE8[id] = held == null ? 0 : held.entryE8();
        }
    }

    /** Whether the known fills add up to the venue's positions. */
    boolean isExplained() {
        return Arrays.equals(theirsE8, oursE8);
    }

    /** Compares after evidence came, and reports differences that persist. */
    void compare() {
        for (int id = 0; id < oursE8.length; id++) {
            if (theirsE8[id] == oursE8[id]) {
                agree(id);
            } else if (++differences[id] < settings.differencesToLatch()) {
                questions.askSoon();
            } else {
                if (differences[id] == settings.differencesToLatch()) {
                    news.onDifference(difference(id));
                }
                reports.position(id, theirsE8[id], entryE8[id], time.venueMs());
                questions.askWithin(settings.askAfterMs() * differences[id]);
            }
        }
    }

    private void agree(final int id) {
        differences[id] = 0;
        reports.position(id, theirsE8[id], entryE8[id], time.venueMs());
    }

    /** What differs, in words for a person. */
    List<String> objections() {
        final List<String> found = new ArrayList<>();
        for (int id = 0; id < oursE8.length; id++) {
            if (theirsE8[id] != oursE8[id]) {
                found.add(difference(id) + "; close positions that this journal did not create, or resume the journal that created them");
            }
        }
        return found;
    }

    private String difference(final int id) {
        return String.format(Locale.ROOT, "%s: the venue holds %s, our fills make %s", instruments.get(id).symbol(),
            FixedPoint.format(theirsE8[id]), FixedPoint.format(oursE8[id]));
    }
}
