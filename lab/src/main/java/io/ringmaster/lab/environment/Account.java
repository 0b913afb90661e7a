package io.ringmaster.lab.environment;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.units.FixedPoint;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * What a reward is made of: the account at the venue as a decision is due, and what happened to it since the previous one. Amounts are times 1e8.
 */
public final class Account {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final LongHashSet stops = new LongHashSet();
    private long equityE8;
    private long equityBeforeE8;
    private long positionE8;
    private long positionBeforeE8;
    private long priceE8;
    private long spreadE8;
    private long feesE8;
    private long fundingE8;
    private int fills;
    private int stopFills;
    private long fillsInAll;
    private double tradedE8;

    void begin(final SimulatedVenue venue, final EngineStatus status) {
        stops.clear();
        fillsInAll = 0;
        tradedE8 = 0;
        take(venue, status);
        afterDecision();
    }

    /** The state at a decision, or at the end of the episode. */
    void take(final SimulatedVenue venue, final EngineStatus status) {
        priceE8 = venue.markPriceE8(0);
        take(
            venue.equityE8(), venue.positionE8(0),
            Math.max(0, status.get(EngineStatus.Figure.ASK_PRICE_E8) - status.get(EngineStatus.Figure.BID_PRICE_E8)));
        feesE8 = venue.feesE8();
        fundingE8 = venue.fundingE8();
    }

    void take(final long equity, final long position, final long spread) {
        equityE8 = equity;
        positionE8 = position;
        spreadE8 = spread;
    }

    void onFill(final boolean isOfStop) {
        fills++;
        fillsInAll++;
        stopFills += isOfStop ? 1 : 0;
    }

    /** Whatever happens from now on belongs to the next reward. */
    void afterDecision() {
        equityBeforeE8 = equityE8;
        positionBeforeE8 = positionE8;
        fills = 0;
        stopFills = 0;
    }

    void onInput(final DirectBuffer buffer, final int offset) {
        if (header.wrap(buffer, offset).templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrapAndApplyHeader(buffer, offset, header);
            if (report.execType() == ExecType.TRADE) {
                onFill(stops.contains(report.clientOrderId()));
                tradedE8 += FixedPoint.toDouble(report.lastQtyE8()) * report.lastPriceE8();
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
    public long equityE8() {
        return equityE8;
    }

    /** The same at the previous decision. */
    public long equityBeforeE8() {
        return equityBeforeE8;
    }

    /** In base currency, signed. */
    public long positionE8() {
        return positionE8;
    }

    /** The same at the previous decision. */
    public long positionBeforeE8() {
        return positionBeforeE8;
    }

    /** Value of the position, as a share of equity, times 1e8; 0 for a ruined account. */
    public long exposureE8() {
        return equityE8 > 0 ? Math.round(positionE8 / 1e8 * (priceE8 / 1e8) / (equityE8 / 1e8) * 1e8) : 0;
    }

    /** The venue's mark; 0 if it has none. */
    public long priceE8() {
        return priceE8;
    }

    /** Between the best prices of the book, in quote currency; 0 if there is no book. */
    public long spreadE8() {
        return spreadE8;
    }

    /** Paid since the episode began, in quote currency. */
    public long feesE8() {
        return feesE8;
    }

    /** Received since the episode began, in quote currency; negative if paid. */
    public long fundingE8() {
        return fundingE8;
    }

    /** Fills since the previous decision. */
    public int fills() {
        return fills;
    }

    /** Fills since the episode began. */
    public long fillsInAll() {
        return fillsInAll;
    }

    /** Value of all fills since the episode began. */
    public double tradedE8() {
        return tradedE8;
    }

    /** Those since the previous decision of protective stops. */
    public int stopFills() {
        return stopFills;
    }
}
