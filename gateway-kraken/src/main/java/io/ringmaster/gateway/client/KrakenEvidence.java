package io.ringmaster.gateway.client;

import static io.ringmaster.gateway.parse.RestValues.checked;
import static io.ringmaster.gateway.parse.RestValues.list;
import static io.ringmaster.gateway.parse.RestValues.text;
import static io.ringmaster.gateway.parse.RestValues.timeMs;

import io.ringmaster.gateway.parse.RestValues;
import io.ringmaster.gateway.session.Evidence;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.wire.RestReplies;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Asks for our orders, fills, positions and funding at the venue. The session is called at the end, also if an answer cannot be used. */
final class KrakenEvidence {

    private static final int NAMES_IN_A_QUESTION = 20;
    private static final int FILLS_IN_A_PAGE = 100;
    private static final int LINES_OF_A_LOOK = 25;
    private static final int LINES_IN_A_PAGE = 1_000;

    private final RestLine questions;
    private final LongSupplier clockMs;
    private final Executor sessionThread;

    KrakenEvidence(final RestLine questions, final LongSupplier clockMs, final Executor sessionThread) {
        this.questions = questions;
        this.clockMs = clockMs;
        this.sessionThread = sessionThread;
    }

    void gather(final List<String> clientTexts, final long fillsSinceMs, final Urgency urgency, final OrderSession session) {
        questions.submit(urgency, () -> gatherNow(clientTexts, fillsSinceMs, urgency),
            evidence -> sessionThread.execute(() -> session.onEvidence(evidence)),
            e -> sessionThread.execute(() -> session.onNoEvidence(String.valueOf(e.getMessage()))));
    }

    private Evidence gatherNow(final List<String> clientTexts, final long fillsSinceMs, final Urgency urgency) throws IOException {
        final long begunMs = clockMs.getAsLong();
        final Map<String, String> statuses = statuses(clientTexts, urgency);
        final long askedMs = clockMs.getAsLong();
        final RestReplies.OpenOrders open = checked(questions.ask(
            urgency, RequestBudget.LIST, (api, key, digest, nonces) -> api.openOrders(key, digest, nonces)));
        final long tripMs = clockMs.getAsLong() - askedMs;
        final long serverMs = timeMs(open.serverTime());
        final List<VenueOrderState> states = new ArrayList<>();
        for (final RestReplies.OpenOrder each : list(open.openOrders())) {
            states.add(RestValues.stateOf(each));
        }
        final List<VenueFill> fills = fills(fillsSinceMs, urgency);
        final List<VenuePosition> positions = new ArrayList<>();
        for (final RestReplies.OpenPosition each : list(checked(questions.ask(
            urgency, RequestBudget.LIST, (api, key, digest, nonces) -> api.openPositions(key, digest, nonces))).openPositions())) {
            positions.add(RestValues.positionOf(each));
        }
        final Evidence.Asked asked = new Evidence.Asked(begunMs, serverMs, serverMs - (askedMs + tripMs / 2), tripMs);
        return new Evidence(asked, statuses, states, fills, positions);
    }

    private Map<String, String> statuses(final List<String> clientTexts, final Urgency urgency) throws IOException {
        final Map<String, String> statuses = new LinkedHashMap<>();
        for (int i = 0; i < clientTexts.size(); i += NAMES_IN_A_QUESTION) {
            final List<String> some = clientTexts.subList(i, Math.min(clientTexts.size(), i + NAMES_IN_A_QUESTION));
            final RestReplies.Statuses reply = checked(questions.ask(
                urgency, RequestBudget.STATUS, (api, key, digest, nonces) -> api.orderStatuses(key, digest, nonces, some)));
            for (final RestReplies.OrderStatus each : list(reply.orders())) {
                if (each.order() != null && each.order().cliOrdId() != null) {
                    statuses.put(each.order().cliOrdId(), text(each.status()));
                }
            }
        }
        return statuses;
    }

    /** The oldest first, page by page back to a time. */
    private List<VenueFill> fills(final long sinceMs, final Urgency urgency) throws IOException {
        final List<VenueFill> fills = new ArrayList<>();
        String before = null;
        long oldestMs = Long.MAX_VALUE;
        while (true) {
            final String lastFillTime = before;
            final List<RestReplies.Fill> page = list(checked(questions.ask(
                urgency, before == null ? RequestBudget.LIST : RequestBudget.OLDER_FILLS,
                (api, key, digest, nonces) -> api.fills(key, digest, nonces, lastFillTime))).fills());
            for (final RestReplies.Fill each : page) {
                fills.add(RestValues.fillOf(each));
            }
            final long lastMs = page.isEmpty() ? 0 : timeMs(page.getLast().execution().fillTime());
            if (page.size() < FILLS_IN_A_PAGE || lastMs < sinceMs || lastMs >= oldestMs) {
                return fills.reversed();
            }
            oldestMs = lastMs;
            // A page may end between fills of one moment: those that come again count once.
            before = RestValues.time(lastMs + 1);
        }
    }

    void gatherFunding(final long sinceMs, final OrderSession session) {
        questions.submit(Urgency.QUESTION, () -> fundings(sinceMs),
            payments -> sessionThread.execute(() -> session.onFundings(payments)),
            e -> sessionThread.execute(() -> session.onNoFundings(String.valueOf(e.getMessage()))));
    }

    private List<VenueFunding> fundings(final long sinceMs) throws IOException {
        final List<VenueFunding> fundings = new ArrayList<>();
        Long from = null;
        int count = LINES_OF_A_LOOK;
        while (true) {
            final List<RestReplies.LogEntry> page = list(questions.askLog(sinceMs, from, count).logs());
            for (final RestReplies.LogEntry each : page) {
                if (isFunding(each)) {
                    fundings.add(RestValues.fundingOf(each));
                }
            }
            if (page.size() < count || from != null && page.getLast().id() < from) {
                return fundings;
            }
            from = page.getLast().id() + 1;
            count = LINES_IN_A_PAGE;
        }
    }

    private static boolean isFunding(final RestReplies.LogEntry entry) {
        return entry.contract() != null && entry.realizedFunding() != null && entry.realizedFunding().signum() != 0;
    }
}
