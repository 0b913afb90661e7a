package io.ringmaster.monitor.model;

import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.JournalHealthDecoder;
import io.ringmaster.schema.LimitChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.ReconciliationDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.schema.SessionEndDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Reads rare inputs as {@link Event}s. */
final class InputEvents {

    private InputEvents() {
    }

    static Event of(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (Market.templateId(buffer, offset)) {
            case CommandDecoder.TEMPLATE_ID -> {
                final CommandDecoder message = new CommandDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.Command(message.kind(), message.origin());
            }
            case LimitChangeDecoder.TEMPLATE_ID -> {
                final LimitChangeDecoder message = new LimitChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.LimitChange(message.kind(), message.value(), message.confirmed() == 1, message.origin());
            }
            case FeedStateDecoder.TEMPLATE_ID -> {
                final FeedStateDecoder message = new FeedStateDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.Feed(message.instrumentId(), message.condition());
            }
            case ReconciliationDecoder.TEMPLATE_ID ->
                new Event.Reconciliation(new ReconciliationDecoder().wrapAndApplyHeader(buffer, offset, header).agreement());
            case FundingPaymentDecoder.TEMPLATE_ID -> {
                final FundingPaymentDecoder message = new FundingPaymentDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.Funding(message.instrumentId(), message.amountE8(), message.positionQtyE8(), message.fundingRateE8());
            }
            case WatchdogVerdictDecoder.TEMPLATE_ID -> {
                final WatchdogVerdictDecoder message = new WatchdogVerdictDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.Watchdog(message.strategyIndex(), finding(message), message.elapsedNs(), message.budgetNs());
            }
            case JournalHealthDecoder.TEMPLATE_ID -> {
                final JournalHealthDecoder message = new JournalHealthDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.JournalHealth(message.healthy() == 1, message.lagNs(), message.freeBytes());
            }
            case OutsideSignalDecoder.TEMPLATE_ID -> signal(new OutsideSignalDecoder().wrapAndApplyHeader(buffer, offset, header));
            case RetrainingOutcomeDecoder.TEMPLATE_ID -> retraining(new RetrainingOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header));
            case ReconfiguredDecoder.TEMPLATE_ID -> reconfigured(new ReconfiguredDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SessionResumeDecoder.TEMPLATE_ID -> {
                final SessionResumeDecoder message = new SessionResumeDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield new Event.Resumed(message.warmupEndTimeNs(), message.build());
            }
            case ExternalOrderDecoder.TEMPLATE_ID -> external(new ExternalOrderDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SessionEndDecoder.TEMPLATE_ID -> new Event.Ended();
            default -> null;
        };
    }

    /** A record before version 2 has no finding. */
    private static WatchdogFinding finding(final WatchdogVerdictDecoder message) {
        return message.finding() == WatchdogFinding.NULL_VAL ? WatchdogFinding.QUARANTINE : message.finding();
    }

    private static Event signal(final OutsideSignalDecoder message) {
        final int instrument = message.instrumentId();
        final String source = message.source().name();
        final double score = message.score();
        final String text = message.text();
        return new Event.OutsideSignal(instrument, source, message.series(), score, text);
    }

    private static Event retraining(final RetrainingOutcomeDecoder message) {
        final RetrainingVerdict verdict = message.verdict();
        final double newReturn = message.newReturn();
        final double runningReturn = message.runningReturn();
        final double newDsr = message.newDsr();
        final String model = message.newModelSha256();
        message.skipRunningModelSha256();
        message.skipEvidenceSha256();
        message.skipEvidence();
        return new Event.Retraining(verdict, newReturn, runningReturn, newDsr, model, message.reason());
    }

    private static Event external(final ExternalOrderDecoder message) {
        final UUID id = new UUID(message.venueOrderId().high(), message.venueOrderId().low());
        return new Event.ExternalOrder(
            id, message.instrumentId(), message.side(), message.leavesQtyE8(), Orders.zeroIfNull(message.limitPriceE8()), message.reduceOnly() == 1);
    }

    private static Event reconfigured(final ReconfiguredDecoder message) {
        final ReconfigurationScope scope = message.scope() == ReconfigurationScope.NULL_VAL ? ReconfigurationScope.EVERYTHING : message.scope();
        final String config = message.configSha256();
        final String build = message.build();
        return new Event.Reconfigured(scope, message.warmupEndTimeNs(), config, build, message.origin());
    }
}
