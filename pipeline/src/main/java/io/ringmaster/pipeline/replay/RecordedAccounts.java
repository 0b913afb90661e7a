package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import io.ringmaster.units.FixedPoint;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * The virtual accounts of a session at some time, from the records of their trades. The last record of an account contains all of it; an account whose
 * last record was removed is missing until it trades again. A position is worth what its instrument's last recorded mark says, and has paid the funding
 * that was known at the instrument's last virtual trade.
 */
public final class RecordedAccounts {

    private final Names names;
    private final Map<String, Last> byStrategy = new TreeMap<>();
    private final Map<Integer, Market> byInstrument = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VirtualTradesDecoder trades = new VirtualTradesDecoder();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private long timeNs = Long.MIN_VALUE;
    private long causeSequence;

    /** Finds the id of a strategy. An account stays that of its id when another configuration changes the index. */
    @FunctionalInterface
    public interface Names {

        /** @param input sequence of an input under whose configuration the index is meant */
        String strategy(long input, int index);
    }

    /** What one strategy would have earned alone. */
    public record Account(String strategy, int instrumentId, int trades, Position position, Result result) {
    }

    /** A position, signed, its entry price, 0 when flat, and the mark that it is valued at. */
    public record Position(long qtyE8, long entryPriceE8, long markE8) {
    }

    /** Money in quote currency. Net is realised and unrealised profit, minus fees, plus funding; funding is negative if paid. */
    public record Result(long realisedE8, long feesE8, long fundingE8, long netE8) {
    }

    /** The last trade of one account. */
    private record Last(int instrumentId, int trades, long positionE8, long priceE8, Money money) {
    }

    private record Money(long cashE8, long feesE8, long fundingE8, long fundingIndexE8) {
    }

    /** What is known of an instrument. */
    private static final class Market {

        private long markE8;
        private long fundingIndexE8;
    }

    private RecordedAccounts(final Names names) {
        this.names = names;
    }

    /**
     * Reads the output journal.
     *
     * @param untilNs event time of the last output to take
     * @throws io.ringmaster.journal.JournalDamagedException if the journal is damaged before that time
     */
    public static RecordedAccounts read(final SessionDirectory session, final long untilNs, final Names names) {
        final RecordedAccounts read = new RecordedAccounts(names);
        if (Files.isDirectory(session.output())) {
            try (JournalReader reader = JournalReader.open(session.output())) {
                while (reader.next() && read.take(reader.buffer(), reader.offset(), untilNs)) {
                    // Until the time is reached, or the end.
                }
            }
        }
        return read;
    }

    /** Returns false at the first output after the time: event time never goes back. */
    private boolean take(final DirectBuffer buffer, final int offset, final long untilNs) {
        // Every output begins with its cause and its time.
        final long at = buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        if (at > untilNs) {
            return false;
        }
        timeNs = at;
        causeSequence = InputMessage.causeSequence(buffer, offset);
        final int templateId = header.wrap(buffer, offset).templateId();
        if (templateId == VirtualTradesDecoder.TEMPLATE_ID) {
            onTrades(trades.wrapAndApplyHeader(buffer, offset, header));
        } else if (templateId == PortfolioStateDecoder.TEMPLATE_ID) {
            portfolio.wrapAndApplyHeader(buffer, offset, header);
            onMark(portfolio.instrumentId(), portfolio.markPriceE8());
        } else if (RecordedDecision.isDecision(templateId)) {
            decision.wrap(buffer, offset);
            onMark(decision.instrumentId(), decision.markPriceE8());
        }
        return true;
    }

    private void onMark(final int instrumentId, final long markPriceE8) {
        if (markPriceE8 > 0) {
            market(instrumentId).markE8 = markPriceE8;
        }
    }

    private void onTrades(final VirtualTradesDecoder made) {
        final int instrumentId = made.instrumentId();
        final long cause = made.causeSequence();
        final long sellPriceE8 = made.sellPriceE8();
        final long buyPriceE8 = made.buyPriceE8();
        final Market market = market(instrumentId);
        market.fundingIndexE8 = made.fundingIndexE8();
        for (final VirtualTradesDecoder.AccountsDecoder each : made.accounts()) {
            market.markE8 = each.side() == Side.BUY ? buyPriceE8 : sellPriceE8;
            byStrategy.put(names.strategy(cause, each.strategyIndex()), new Last(
                instrumentId, each.trades(), each.positionQtyE8(), market.markE8,
                new Money(each.cashE8(), each.feesE8(), each.fundingE8(), market.fundingIndexE8)));
        }
    }

    private Market market(final int instrumentId) {
        return byInstrument.computeIfAbsent(instrumentId, id -> new Market());
    }

    /** Every account that has traded, by id. */
    public List<Account> all() {
        final List<Account> all = new ArrayList<>();
        byStrategy.forEach((strategy, last) -> all.add(account(strategy, last, market(last.instrumentId))));
        return all;
    }

    private static Account account(final String strategy, final Last last, final Market market) {
        final Money money = last.money;
        final long costE8 = FixedPoint.multiplyHalfEven(last.positionE8, last.priceE8);
        final long accruedE8 = -FixedPoint.multiplyHalfEven(last.positionE8, market.fundingIndexE8 - money.fundingIndexE8);
        final long worthE8 = Math.addExact(money.cashE8, FixedPoint.multiplyHalfEven(last.positionE8, market.markE8));
        return new Account(
            strategy, last.instrumentId, last.trades,
            new Position(last.positionE8, last.positionE8 == 0 ? 0 : last.priceE8, market.markE8),
            new Result(
                Math.addExact(Math.addExact(money.cashE8, costE8), Math.subtractExact(money.feesE8, money.fundingE8)), money.feesE8,
                Math.addExact(money.fundingE8, accruedE8), Math.addExact(worthE8, accruedE8)));
    }

    /** Event time of the last output that was taken; {@link Long#MIN_VALUE} if there is none. */
    public long timeNs() {
        return timeNs;
    }

    /** The input that caused the last output that was taken; 0 if there is none. */
    public long causeSequence() {
        return causeSequence;
    }
}
