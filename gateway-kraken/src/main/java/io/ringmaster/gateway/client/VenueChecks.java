package io.ringmaster.gateway.client;

import static io.ringmaster.gateway.parse.RestValues.checked;
import static io.ringmaster.gateway.parse.RestValues.list;
import static io.ringmaster.gateway.parse.RestValues.text;
import static io.ringmaster.gateway.parse.RestValues.timeMs;

import io.ringmaster.gateway.parse.RestValues;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.wire.RestReplies;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Checks the venue's instruments and the permissions of the key until they allow trading, and reads the venue's notices. On the account
 * thread.
 */
final class VenueChecks {

    private static final long AGAIN_MS = 2_000;
    /** New notices come over the feed; older ones are asked for. */
    private static final long NOTICES_AGAIN_MS = 3_600_000;

    private final RestLine questions;
    private final List<InstrumentDefinition> instruments;
    private final Executor sessionThread;
    private final Consumer<String> alerts;
    private final Set<String> alerted = new LinkedHashSet<>();
    private long dueMs;
    private long noticesDueMs;
    /** Objections to the key and the instruments; null until the venue has answered. */
    private List<String> keyObjections;
    private List<String> instrumentObjections;

    /** A notice of the venue to all its customers. */
    private record Notice(String type, String priority, String note, long effectiveMs) {
    }

    VenueChecks(
        final RestLine questions, final List<InstrumentDefinition> instruments, final Executor sessionThread, final Consumer<String> alerts) {
        this.questions = questions;
        this.instruments = instruments;
        this.sessionThread = sessionThread;
        this.alerts = alerts;
    }

    void onTime(final long nowMs, final OrderSession session) {
        if (nowMs >= dueMs) {
            dueMs = nowMs + AGAIN_MS;
            if (!areNone(instrumentObjections)) {
                ask("the venue's instruments could not be read and are asked for again", this::differences, this::onDifferences);
            }
            if (!areNone(keyObjections)) {
                ask("the rights of the key could not be read and are asked for again",
                    () -> objectionsTo(questions.askRights().permissions()), this::onKeyObjections);
            }
        }
        if (nowMs >= noticesDueMs) {
            noticesDueMs = nowMs + NOTICES_AGAIN_MS;
            ask("the venue's notices could not be read", this::notices, found -> found.forEach(
                each -> session.onNotification(each.type, each.priority, each.note, each.effectiveMs)));
        }
    }

    private <T> void ask(final String problem, final RestLine.Work<T> work, final Consumer<T> answered) {
        questions.submit(Urgency.QUESTION, work, answer -> sessionThread.execute(() -> answered.accept(answer)),
            e -> sessionThread.execute(() -> alertOnce(problem + ": " + e.getMessage())));
    }

    /** One alert for a problem that repeats. */
    private void alertOnce(final String problem) {
        if (alerted.add(problem)) {
            alerts.accept(problem);
        }
    }

    /** Whether the key and the instruments allow trading. */
    boolean areMet() {
        return areNone(instrumentObjections) && areNone(keyObjections);
    }

    private static boolean areNone(final List<String> objections) {
        return objections != null && objections.isEmpty();
    }

    /** What speaks against trading, in words for a person. */
    List<String> objections() {
        final List<String> found = new ArrayList<>();
        found.addAll(instrumentObjections == null ? List.of("the venue's instruments have not been read") : instrumentObjections);
        found.addAll(keyObjections == null ? List.of("the rights of the key have not been read") : keyObjections);
        return found;
    }

    private void onDifferences(final List<String> found) {
        alertNew(found, instrumentObjections);
        instrumentObjections = found;
    }

    private void onKeyObjections(final List<String> found) {
        alertNew(found, keyObjections);
        keyObjections = found;
    }

    private void alertNew(final List<String> found, final List<String> before) {
        if (!found.equals(before)) {
            found.forEach(alerts);
        }
    }

    // ------------------------------------------------------------------ on the line's thread

    private List<String> differences() throws IOException {
        final List<RestReplies.Instrument> table = list(checked(questions.ask(
            Urgency.QUESTION, RequestBudget.FREE, (api, key, digest, nonces) -> api.instruments())).instruments());
        final List<String> found = new ArrayList<>();
        for (final InstrumentDefinition ours : instruments) {
            if (!ours.isSpotPair()) {
                found.addAll(differences(ours, table));
            }
        }
        for (final RestReplies.LeveragePreference each : list(checked(questions.ask(
            Urgency.QUESTION, RequestBudget.LIST, (api, key, digest, nonces) -> api.leveragePreferences(key, digest, nonces))).leveragePreferences())) {
            if (each.maxLeverage() != null && isOurs(each.symbol())) {
                found.add(each.symbol() + " is on isolated margin, leverage " + each.maxLeverage()
                    + "; the session counts on cross margin: remove the preference at the venue");
            }
        }
        return found;
    }

    private boolean isOurs(final String symbol) {
        return instruments.stream().anyMatch(ours -> ours.symbol().equalsIgnoreCase(symbol));
    }

    private static List<String> differences(final InstrumentDefinition ours, final List<RestReplies.Instrument> table) throws IOException {
        final RestReplies.Instrument theirs =
            table.stream().filter(each -> ours.symbol().equalsIgnoreCase(each.symbol())).findFirst().orElse(null);
        if (theirs == null) {
            return List.of("the venue does not know " + ours.symbol());
        }
        final List<String> found = new ArrayList<>();
        if (!"flexible_futures".equals(theirs.type())) {
            found.add(ours.symbol() + " is of type " + theirs.type() + "; only linear perpetuals (PF_...) can be traded");
        }
        compare(found, ours.symbol() + ": tick", ours.tickE8(), RestValues.e8(theirs.tickSize()));
        compare(found, ours.symbol() + ": lot", ours.lotE8(), lotE8(theirs));
        compare(found, ours.symbol() + ": largest position", ours.maxPositionE8(), RestValues.e8(theirs.maxPositionSize()));
        return found;
    }

    private static long lotE8(final RestReplies.Instrument theirs) {
        long lotE8 = FixedPoint.ONE;
        for (int place = 0; theirs.contractValueTradePrecision() != null && place < theirs.contractValueTradePrecision() && lotE8 > 0; place++) {
            lotE8 /= 10;
        }
        return lotE8;
    }

    private static void compare(final List<String> found, final String what, final long oursE8, final long theirsE8) {
        if (oursE8 != theirsE8) {
            found.add(what + " is " + FixedPoint.format(theirsE8) + " at the venue and " + FixedPoint.format(oursE8) + " in the configuration");
        }
    }

    private List<Notice> notices() throws IOException {
        final List<Notice> found = new ArrayList<>();
        for (final RestReplies.Notification each : list(checked(questions.ask(
            Urgency.QUESTION, RequestBudget.LIST, (api, key, digest, nonces) -> api.notifications(key, digest, nonces))).notifications())) {
            found.add(new Notice(
                text(each.type()), text(each.priority()), text(each.note()), each.effectiveTime() == null ? 0 : timeMs(each.effectiveTime())));
        }
        return found;
    }

    /** The key must not be able to withdraw money: a thief could take everything with it. */
    private static List<String> objectionsTo(final RestReplies.Permissions permissions) throws IOException {
        if (permissions == null || permissions.general() == null || permissions.transfer() == null) {
            throw new IOException("no permissions in the answer");
        }
        final List<String> found = new ArrayList<>();
        if (!"NO_ACCESS".equals(permissions.transfer())) {
            found.add("the key may move money away (transfer: " + permissions.transfer() + "): create one that cannot, and delete this one");
        }
        if (!"FULL_ACCESS".equals(permissions.general())) {
            found.add("the key may not trade (general: " + permissions.general() + "): create one with full access to the general API");
        }
        return found;
    }
}
