package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.units.FixedPoint;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what do the generated codecs cost for each message, and how much of it are Agrona's checks of bounds?
 *
 * <p>Input: a book change of one level, a trade, and a decision with a stop and a target; each is written to and read from the same direct buffer.
 *
 * <p>Changes a decision at: 10 ns for the checks of one message. Below that they stay on ({@code agrona.disable.bounds.checks}), because a wrong length
 * must not become a wrong order.
 */
public class CodecBenchmark extends PerOperation {

    private static final String UNCHECKED = "-Dagrona.disable.bounds.checks=true";
    private static final long PRICE_E8 = 60_000 * FixedPoint.ONE;
    private static final int MESSAGE_BYTES = 512;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    private final UnsafeBuffer change = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    private final UnsafeBuffer print = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    private final UnsafeBuffer wish = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
    private final BookDeltaEncoder changeOut = new BookDeltaEncoder();
    private final BookDeltaDecoder changeIn = new BookDeltaDecoder();
    private final TradeEncoder printOut = new TradeEncoder();
    private final TradeDecoder printIn = new TradeDecoder();
    private final DecisionEncoder wishOut = new DecisionEncoder();
    private final DecisionDecoder wishIn = new DecisionDecoder();
    private long sequence;

    @Setup
    public void encodeAll() {
        writeBookChange(change);
        writeTrade(print);
        writeDecision(wish);
    }

    @Benchmark
    public int encodeBookChange() {
        return writeBookChange(buffer);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public int encodeBookChangeUnchecked() {
        return writeBookChange(buffer);
    }

    @Benchmark
    public long decodeBookChange() {
        return readBookChange();
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public long decodeBookChangeUnchecked() {
        return readBookChange();
    }

    @Benchmark
    public int encodeTrade() {
        return writeTrade(buffer);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public int encodeTradeUnchecked() {
        return writeTrade(buffer);
    }

    @Benchmark
    public long decodeTrade() {
        return readTrade();
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public long decodeTradeUnchecked() {
        return readTrade();
    }

    @Benchmark
    public int encodeDecision() {
        return writeDecision(buffer);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public int encodeDecisionUnchecked() {
        return writeDecision(buffer);
    }

    @Benchmark
    public double decodeDecision() {
        return readDecision();
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = UNCHECKED)
    public double decodeDecisionUnchecked() {
        return readDecision();
    }

    private int writeBookChange(final UnsafeBuffer to) {
        sequence++;
        changeOut.wrapAndApplyHeader(to, 0, headerOut)
            .receiveTimeNs(sequence).exchangeTimeNs(sequence).previousBookSequence(sequence - 1).bookSequence(sequence).instrumentId(0);
        changeOut.part().clear().first(true).last(true);
        changeOut.bidsCount(1).next().priceE8(PRICE_E8 + sequence).qtyE8(sequence);
        changeOut.asksCount(0);
        return changeOut.encodedLength();
    }

    private long readBookChange() {
        changeIn.wrapAndApplyHeader(change, 0, headerIn);
        long sum = changeIn.receiveTimeNs() + changeIn.exchangeTimeNs() + changeIn.previousBookSequence() + changeIn.bookSequence()
            + changeIn.instrumentId() + (changeIn.part().last() ? 1 : 0);
        for (final BookDeltaDecoder.BidsDecoder level = changeIn.bids(); level.hasNext(); ) {
            level.next();
            sum += level.priceE8() + level.qtyE8();
        }
        for (final BookDeltaDecoder.AsksDecoder level = changeIn.asks(); level.hasNext(); ) {
            level.next();
            sum += level.priceE8() + level.qtyE8();
        }
        return sum;
    }

    private int writeTrade(final UnsafeBuffer to) {
        sequence++;
        printOut.wrapAndApplyHeader(to, 0, headerOut)
            .receiveTimeNs(sequence).exchangeTimeNs(sequence).tradeId(sequence).priceE8(PRICE_E8).qtyE8(sequence).instrumentId(0)
            .aggressorSide(Side.BUY);
        return printOut.encodedLength();
    }

    private long readTrade() {
        printIn.wrapAndApplyHeader(print, 0, headerIn);
        return printIn.receiveTimeNs() + printIn.exchangeTimeNs() + printIn.tradeId() + printIn.priceE8() + printIn.qtyE8() + printIn.instrumentId()
            + printIn.aggressorSide().value();
    }

    private int writeDecision(final UnsafeBuffer to) {
        sequence++;
        wishOut.wrapAndApplyHeader(to, 0, headerOut)
            .causeSequence(sequence).timeNs(sequence).exposureE8(FixedPoint.ONE).strength(0.5).confidence(0.5).weightE8(FixedPoint.ONE)
            .markPriceE8(PRICE_E8).equityE8(PRICE_E8).instrumentId(0).agreeing(9).longs(9).shorts(3).flats(2).strategyIndex(4)
            .signal(Signal.LONG).reason(DecisionReason.CONFLUENCE).trigger(DecisionTrigger.BAR);
        wishOut.exitsCount(1).next().stopPriceE8(PRICE_E8 - 1).targetPriceE8(PRICE_E8 + 1).stopStrategyIndex(4).targetStrategyIndex(5);
        return wishOut.encodedLength();
    }

    private double readDecision() {
        wishIn.wrapAndApplyHeader(wish, 0, headerIn);
        double sum = wishIn.causeSequence() + wishIn.timeNs() + wishIn.exposureE8() + wishIn.strength() + wishIn.confidence() + wishIn.weightE8()
            + wishIn.markPriceE8() + wishIn.equityE8() + wishIn.instrumentId() + wishIn.agreeing() + wishIn.longs() + wishIn.shorts()
            + wishIn.flats() + wishIn.strategyIndex() + wishIn.signal().value() + wishIn.reason().value() + wishIn.trigger().value();
        for (final DecisionDecoder.ExitsDecoder exit = wishIn.exits(); exit.hasNext(); ) {
            exit.next();
            sum += exit.stopPriceE8() + exit.targetPriceE8() + exit.stopStrategyIndex() + exit.targetStrategyIndex();
        }
        return sum;
    }
}
