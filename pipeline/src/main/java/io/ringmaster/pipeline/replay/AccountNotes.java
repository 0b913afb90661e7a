package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * What a venue needs to know about a journal's account in addition to the sequencer's state: which fills and payments are booked, and since when. It
 * is part of a snapshot, so its size is bounded: the session requests the venue's history from an hour before the latest fill on, and entries older
 * than two days are dropped.
 */
final class AccountNotes {

    private static final int KEPT = 4_096;
    private static final long KEPT_NS = 2 * 86_400_000_000_000L;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final ArrayDeque<Booked> booked = new ArrayDeque<>();
    private long sinceNs = Long.MIN_VALUE;
    private long lastFillTimeNs;

    /** @param timeNs the venue's time */
    private record Booked(UUID id, long timeNs) {
    }

    /** Adds an input of the journal. */
    void note(final DirectBuffer buffer, final int offset) {
        if (sinceNs == Long.MIN_VALUE) {
            sinceNs = InputMessage.timeNs(buffer, offset);
            lastFillTimeNs = sinceNs;
        }
        final int templateId = InputMessage.templateId(buffer, offset);
        if (templateId == FundingPaymentDecoder.TEMPLATE_ID) {
            funding.wrapAndApplyHeader(buffer, offset, header);
            add(KnownAccount.fundingId(funding.instrumentId(), funding.exchangeTimeNs(), funding.amountE8()), funding.exchangeTimeNs());
        } else if (templateId == ExecutionReportDecoder.TEMPLATE_ID) {
            execution.wrapAndApplyHeader(buffer, offset, header);
            if (execution.execType() == ExecType.TRADE) {
                lastFillTimeNs = Math.max(lastFillTimeNs, execution.exchangeTimeNs());
                add(new UUID(execution.executionId().high(), execution.executionId().low()), execution.exchangeTimeNs());
            }
        }
    }

    private void add(final UUID id, final long timeNs) {
        booked.addLast(new Booked(id, timeNs));
        while (booked.size() > KEPT && booked.getFirst().timeNs < lastFillTimeNs - KEPT_NS) {
            booked.removeFirst();
        }
    }

    /** The ids of the entries, in the order of the journal. */
    Set<UUID> booked() {
        final Set<UUID> ids = new LinkedHashSet<>();
        booked.forEach(each -> ids.add(each.id));
        return ids;
    }

    /** Event time of the journal's first record. */
    long sinceNs() {
        return sinceNs;
    }

    /** The venue's time of the latest fill, or the start of the journal. */
    long lastFillTimeNs() {
        return lastFillTimeNs;
    }
}
