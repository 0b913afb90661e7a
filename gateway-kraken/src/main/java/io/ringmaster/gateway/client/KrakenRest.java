package io.ringmaster.gateway.client;

import io.ringmaster.gateway.session.LiveOrder;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.VenueCalls;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks Kraken Derivatives REST v3 through XChange's client, on five lines with a thread and a connection each, so that none holds up
 * another: protective stops, other orders, cancels, questions, and the dead man's switch. They share one request budget. The session gets
 * every answer on its own thread.
 */
final class KrakenRest implements VenueCalls, AutoCloseable {

    private final RestLine stops;
    private final RestLine orders;
    private final RestLine cancels;
    private final RestLine questions;
    private final RestLine switchLine;
    private final KrakenOrders orderCalls;
    private final KrakenEvidence evidence;
    private OrderSession session;

    /** @param sessionThread an exception on it stops the gateway from trading */
    KrakenRest(
        final String baseUri, final KrakenCredentials credentials, final RestSettings settings, final List<InstrumentDefinition> instruments,
        final LongSupplier clockMs, final Executor sessionThread) {
        this(baseUri, credentials, settings, instruments, clockMs, sessionThread, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param budgetClockMs monotonic */
    KrakenRest(
        final String baseUri, final KrakenCredentials credentials, final RestSettings settings, final List<InstrumentDefinition> instruments,
        final LongSupplier clockMs, final Executor sessionThread, final LongSupplier budgetClockMs) {
        final RequestBudget budget = new RequestBudget(budgetClockMs);
        final Consumer<Error> failures = error -> sessionThread.execute(() -> {
            throw error;
        });
        stops = new RestLine("kraken-stops", baseUri, credentials, settings.protecting(), budget, failures);
        orders = new RestLine("kraken-orders", baseUri, credentials, settings, budget, failures);
        cancels = new RestLine("kraken-cancels", baseUri, credentials, settings, budget, failures);
        questions = new RestLine("kraken-questions", baseUri, credentials, settings, budget, failures);
        switchLine = new RestLine("kraken-switch", baseUri, credentials, settings, budget, failures);
        orderCalls = new KrakenOrders(stops, orders, cancels, instruments, clockMs, sessionThread);
        evidence = new KrakenEvidence(questions, clockMs, sessionThread);
    }

    /** Sets the session that gets the answers, before the first request. */
    void tell(final OrderSession newSession) {
        session = newSession;
    }

    @Override
    public void send(final LiveOrder order) {
        orderCalls.send(order, session);
    }

    @Override
    public void amend(final LiveOrder order) {
        orderCalls.amend(order, session);
    }

    @Override
    public void cancel(final LiveOrder order) {
        orderCalls.cancel(order, session);
    }

    @Override
    public void cancelAll(final int instrumentId) {
        orderCalls.cancelAll(instrumentId, session);
    }

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs, final boolean isUrgent) {
        evidence.gather(clientTexts, fillsSinceMs, isUrgent ? Urgency.PROTECT : Urgency.QUESTION, session);
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        evidence.gatherFunding(sinceMs, session);
    }

    RestLine questions() {
        return questions;
    }

    RestLine switchLine() {
        return switchLine;
    }

    @Override
    public void close() {
        stops.close();
        orders.close();
        cancels.close();
        questions.close();
        switchLine.close();
    }
}
