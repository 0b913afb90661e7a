package io.ringmaster.monitor.model;

import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.JournalHealthDecoder;
import io.ringmaster.schema.LimitChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.ReconciliationDecoder;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.schema.SessionEndDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Everything that happened, in rows that are only ever appended. The state at an earlier moment is a prefix of each table. The model thread
 * appends.
 */
final class Timeline implements Market.BarSink, Market.OurOrders {

    /** Inputs between two entries of {@link #times}. */
    private static final int TIMES_EVERY = 256;

    final SessionFiles files;
    final Orders orders = new Orders();
    final OutputRows outputs;
    final LongTable inputEvents = new LongTable(EventRow.WIDTH);
    final LongTable equity = new LongTable(EquityRow.WIDTH);
    /** Sequence and time of some inputs. */
    final LongTable times = new LongTable(2);
    final Texts<Event> inputTexts = new Texts<>();
    private final LongTable[] seconds;
    private final List<History> history = new ArrayList<>();
    /** Replaced when one is added, because any thread reads them. */
    private volatile List<FactsSince> facts;
    private volatile List<PortfolioRow> inherited = List.of();
    /** Records by template. */
    final RecordCounts inputCounts = new RecordCounts();
    final RecordCounts outputCounts = new RecordCounts();
    private final Head.Keeping keeping;
    private final Market head;
    private final long afterSequence;
    private long endedSequence;
    private long secondNs = Long.MIN_VALUE;

    private final ImportedBarDecoder bar = new ImportedBarDecoder();

    /** Imported bars of one instrument and length. */
    record History(int instrument, long durationNs, LongTable bars) {
    }

    /** Facts that hold from an input on. */
    private record FactsSince(long sequence, SessionFacts facts) {
    }

    /**
     * @param first         facts from the first record
     * @param afterSequence of the last input that the journal no longer holds; 0 for a whole journal
     */
    Timeline(final SessionFiles files, final Head.Keeping keeping, final SessionFacts first, final long afterSequence) {
        this.files = files;
        this.keeping = keeping;
        facts = List.of(new FactsSince(0, first));
        outputs = new OutputRows(orders, first.instruments().size());
        seconds = new LongTable[first.instruments().size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = new LongTable(Bar.WIDTH);
        }
        this.afterSequence = afterSequence;
        head = new Market(first, afterSequence, this);
    }

    /** The newest market. */
    Market head() {
        return head;
    }

    // ------------------------------------------------------------------ inputs

    void onInput(final long sequence, final int chain, final DirectBuffer buffer, final int offset) {
        inputCounts.add(Market.templateId(buffer, offset));
        final long timeNs = Market.timeNs(buffer, offset);
        if (times.size() == 0 || sequence % TIMES_EVERY == 0) {
            times.add(sequence, timeNs);
        }
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = Market.blockLength(buffer, offset);
        final int version = Market.version(buffer, offset);
        final Event event = switch (Market.templateId(buffer, offset)) {
            case ImportedBarDecoder.TEMPLATE_ID -> {
                onBar(bar.wrap(buffer, body, block, version), sequence);
                yield null;
            }
            case CommandDecoder.TEMPLATE_ID, ExternalOrderDecoder.TEMPLATE_ID, LimitChangeDecoder.TEMPLATE_ID, FeedStateDecoder.TEMPLATE_ID,
                ReconciliationDecoder.TEMPLATE_ID,
                FundingPaymentDecoder.TEMPLATE_ID, WatchdogVerdictDecoder.TEMPLATE_ID, JournalHealthDecoder.TEMPLATE_ID,
                OutsideSignalDecoder.TEMPLATE_ID, RetrainingOutcomeDecoder.TEMPLATE_ID, ReconfiguredDecoder.TEMPLATE_ID,
                SessionResumeDecoder.TEMPLATE_ID, SessionEndDecoder.TEMPLATE_ID -> InputEvents.of(buffer, offset);
            default -> null;
        };
        if (event != null) {
            onEvent(sequence, timeNs, event);
        }
        onTime(sequence, timeNs);
        head.onInput(sequence, chain, buffer, offset, this);
    }

    private void onEvent(final long sequence, final long timeNs, final Event event) {
        EventRow.write(inputEvents, inputTexts, sequence, timeNs, event);
        switch (event) {
            case final Event.Reconfigured next -> since(sequence, files.reconfigured(facts.getLast().facts, next));
            case final Event.Resumed next -> since(sequence, SessionFiles.resumed(facts.getLast().facts, next));
            case final Event.Ended ended -> endedSequence = sequence;
            default -> {
                // Says nothing on the session as a whole.
            }
        }
    }

    private void since(final long sequence, final SessionFacts next) {
        facts = Stream.concat(facts.stream(), Stream.of(new FactsSince(sequence, next))).toList();
    }

    /** The first input of a later second ends the one before it, before that input counts. */
    private void onTime(final long sequence, final long timeNs) {
        if (timeNs < secondNs + BarSource.SECOND_NS || keeping == Head.Keeping.NEWEST) {
            return;
        }
        final int last = equity.size() - 1;
        if (secondNs != Long.MIN_VALUE && (last < 0 || equity.get(last, EquityRow.EQUITY) != head.ledger().equityE8())) {
            EquityRow.write(equity, sequence, secondNs, head.ledger());
        }
        secondNs = Math.floorDiv(timeNs, BarSource.SECOND_NS) * BarSource.SECOND_NS;
    }

    private void onBar(final ImportedBarDecoder message, final long sequence) {
        if (keeping == Head.Keeping.NEWEST) {
            return;
        }
        final LongTable bars = history(message.instrumentId(), message.durationNs());
        final int row = bars.add(sequence, message.openTimeNs());
        bars.set(row, Bar.OPEN, message.openPriceE8());
        bars.set(row, Bar.HIGH, message.highPriceE8());
        bars.set(row, Bar.LOW, message.lowPriceE8());
        bars.set(row, Bar.CLOSE, message.closePriceE8());
        bars.set(row, Bar.VOLUME, message.volumeE8());
    }

    private LongTable history(final int instrument, final long durationNs) {
        for (final History one : history) {
            if (one.instrument == instrument && one.durationNs == durationNs) {
                return one.bars;
            }
        }
        final LongTable bars = new LongTable(Bar.WIDTH);
        history.add(new History(instrument, durationNs, bars));
        return bars;
    }

    @Override
    public void onBar(final int instrument, final Bar ended, final long sequence) {
        if (keeping == Head.Keeping.ALL) {
            ended.write(seconds[instrument], sequence);
        }
    }

    @Override
    public long limitPriceE8(final long clientOrderId) {
        return orders.limitPriceE8(clientOrderId);
    }

    @Override
    public boolean isNewFill(final long sequence, final ExecutionReportDecoder message) {
        return orders.onFill(sequence, message);
    }

    // ------------------------------------------------------------------ outputs

    void onOutput(final long sequence, final DirectBuffer buffer, final int offset) {
        outputCounts.add(Market.templateId(buffer, offset));
        final int ledgers = outputs.portfolio.size();
        outputs.onOutput(sequence, buffer, offset);
        if (afterSequence > 0 && outputs.portfolio.size() > ledgers) {
            inherit(PortfolioRow.read(outputs.portfolio, ledgers));
        }
    }

    /** Of the words on an instrument, the last one before the first input counts; if there is none, the first one after it. */
    private void inherit(final PortfolioRow row) {
        final boolean isBefore = row.sequence() <= afterSequence;
        final Predicate<PortfolioRow> isOther = one -> one.instrument() != row.instrument();
        if (isBefore || inherited.stream().allMatch(isOther)) {
            inherited = Stream.concat(inherited.stream().filter(isOther), Stream.of(row)).toList();
        }
    }

    @Override
    public PortfolioRow inherited(final int index) {
        return index < inherited.size() ? inherited.get(index) : null;
    }

    /** The ledgers that stand for what happened before the first input that there is; empty for a whole journal. */
    List<PortfolioRow> inherited() {
        return inherited;
    }

    /** Whether the beginning of the journals is missing. */
    boolean isCut() {
        return afterSequence > 0;
    }

    // ------------------------------------------------------------------ what holds

    /** The facts that hold at an input. */
    SessionFacts factsAt(final long sequence) {
        return facts(factsIndex(sequence));
    }

    /** The number of the facts that hold at an input, from 0. */
    int factsIndex(final long sequence) {
        final List<FactsSince> all = facts;
        int index = all.size() - 1;
        while (index > 0 && all.get(index).sequence > sequence) {
            index--;
        }
        return index;
    }

    SessionFacts facts(final int index) {
        return facts.get(index).facts;
    }

    int instruments() {
        return seconds.length;
    }

    LongTable seconds(final int instrument) {
        return seconds[instrument];
    }

    List<History> history() {
        return history;
    }

    /** Whether the last input is the end of the session. */
    boolean hasEnded() {
        return endedSequence != 0 && endedSequence == head.sequence();
    }

    /** The record of the output journal before those of a decision's input. */
    long outputBefore(final DecisionRow decision) {
        final LongTable decisions = outputs.decisions;
        return decisions.get(decisions.firstAtLeast(LongTable.SEQUENCE, decision.sequence(), decisions.size()), DecisionRow.OUTPUT_BEFORE);
    }
}
