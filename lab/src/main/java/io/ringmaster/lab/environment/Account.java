package io.ringmaster.lab.environment;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * What a reward is made of: the account at the venue as a decision is due, and what happened to it since the previous one. Amounts are doubles, because
 * a reward is no money.
 */
public final class Account {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final LongHashSet stops = new LongHashSet();
    private double equity;
    private double equityBefore;
    private double position;
    private double positionBefore;
    private double price;
    private double spread;
    private double fees;
    private double funding;
    private int fills;
    private int stopFills;

    void begin(final SimulatedVenue venue, final EngineStatus status) {
        stops.clear();
        take(venue, status);
        afterDecision();
    }

    /** For a test of rewards: an account at a decision. */
    static Account of(final double equity, final double position, final double spread, final Account before, final int fills, final int stopFills) {
        final Account account = new Account();
        account.equity = equity;
        account.position = position;
        account.spread = spread;
        account.equityBefore = before == null ? equity : before.equity;
        account.positionBefore = before == null ? position : before.position;
        account.fills = fills;
        account.stopFills = stopFills;
        return account;
    }

    /** The state at a decision, or at the end of the episode. */
    void take(final SimulatedVenue venue, final EngineStatus status) {
        equity = venue.equityE8() / 1e8;
        position = venue.positionE8(0) / 1e8;
        price = venue.markPriceE8(0) / 1e8;
        spread = Math.max(0, status.get(EngineStatus.Figure.ASK_PRICE_E8) - status.get(EngineStatus.Figure.BID_PRICE_E8)) / 1e8;
        fees = venue.feesE8() / 1e8;
        funding = venue.fundingE8() / 1e8;
    }

    /** Whatever happens from now on belongs to the next reward. */
    void afterDecision() {
        equityBefore = equity;
        positionBefore = position;
        fills = 0;
        stopFills = 0;
    }

    void onInput(final DirectBuffer buffer, final int offset) {
        if (header.wrap(buffer, offset).templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrapAndApplyHeader(buffer, offset, header);
            if (report.execType() == ExecType.TRADE) {
                fills++;
                stopFills += stops.contains(report.clientOrderId()) ? 1 : 0;
            }
        }
    }

    void onOutput(final DirectBuffer buffer, final int offset) {
        if (header.wrap(buffer, offset).templateId() == OrderIntentDecoder.TEMPLATE_ID) {
            intent.wrapAndApplyHeader(buffer, offset, header);
            final OrderPurpose purpose = intent.purpose();
            if (intent.kind() == OrderKind.NEW && (purpose == OrderPurpose.PROTECTIVE_STOP || purpose == OrderPurpose.STOP_EXIT)) {
                stops.add(intent.clientOrderId());
            }
        }
    }

    /** Cash and unrealised profit at the venue's mark, in quote currency, net of fees and funding. */
    public double equity() {
        return equity;
    }

    /** The same at the previous decision. */
    public double equityBefore() {
        return equityBefore;
    }

    /** In base currency, signed. */
    public double position() {
        return position;
    }

    /** The same at the previous decision. */
    public double positionBefore() {
        return positionBefore;
    }

    /** The venue's mark; 0 if it has none. */
    public double price() {
        return price;
    }

    /** Between the best prices of the book, in quote currency; 0 if there is no book. */
    public double spread() {
        return spread;
    }

    /** Paid since the episode began, in quote currency. */
    public double fees() {
        return fees;
    }

    /** Received since the episode began, in quote currency; negative if paid. */
    public double funding() {
        return funding;
    }

    /** Fills since the previous decision. */
    public int fills() {
        return fills;
    }

    /** Those among them of protective stops. */
    public int stopFills() {
        return stopFills;
    }
}
