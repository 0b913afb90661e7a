package io.ringmaster.exchange;

import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import org.agrona.DirectBuffer;

/** What the venue said, decoded for assertions. */
sealed interface Report {

    long receiveTimeNs();

    record Execution(
        long receiveTimeNs, long exchangeTimeNs, int instrumentId, long clientOrderId, ExecType execType, Side side, long lastQtyE8,
        long lastPriceE8, long cumQtyE8, long leavesQtyE8, long feeE8, Liquidity liquidity, VenueReason reason, long venueOrderHigh,
        long venueOrderLow, long executionHigh, long executionLow) implements Report {

        /** For comparisons in tests: id, what happened, and what of it is not obvious. */
        String brief() {
            final String what = execType == ExecType.TRADE
                ? " " + side + " " + FixedPoint.format(lastQtyE8) + "@" + FixedPoint.format(lastPriceE8) + " " + liquidity
                + " leaves " + FixedPoint.format(leavesQtyE8)
                : "";
            return clientOrderId + " " + execType + what + (reason == VenueReason.NONE ? "" : " " + reason);
        }
    }

    record Position(long receiveTimeNs, int instrumentId, long positionQtyE8, long averageEntryPriceE8) implements Report {
    }

    record Account(long receiveTimeNs, long cashE8, long equityE8, long marginUsedE8) implements Report {
    }

    record Funding(long receiveTimeNs, int instrumentId, long amountE8, long positionQtyE8, long fundingRateE8) implements Report {
    }

    static Report decode(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        return switch (header.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> execution(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, offset, header));
            case PositionReportDecoder.TEMPLATE_ID -> {
                final PositionReportDecoder m = new PositionReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Position(m.receiveTimeNs(), m.instrumentId(), m.positionQtyE8(), m.averageEntryPriceE8());
            }
            case AccountReportDecoder.TEMPLATE_ID -> {
                final AccountReportDecoder m = new AccountReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Account(m.receiveTimeNs(), m.cashE8(), m.equityE8(), m.marginUsedE8());
            }
            case FundingPaymentDecoder.TEMPLATE_ID -> {
                final FundingPaymentDecoder m = new FundingPaymentDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Funding(m.receiveTimeNs(), m.instrumentId(), m.amountE8(), m.positionQtyE8(), m.fundingRateE8());
            }
            default -> throw new AssertionError("unexpected template " + header.templateId());
        };
    }

    private static Execution execution(final ExecutionReportDecoder m) {
        return new Execution(
            m.receiveTimeNs(), m.exchangeTimeNs(), m.instrumentId(), m.clientOrderId(), m.execType(), m.side(), m.lastQtyE8(),
            m.lastPriceE8(), m.cumQtyE8(), m.leavesQtyE8(), m.feeE8(), m.liquidity(), m.reason(), m.venueOrderId().high(),
            m.venueOrderId().low(), m.executionId().high(), m.executionId().low());
    }
}
