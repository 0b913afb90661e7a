package io.ringmaster.signals;

import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.SignalSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Where all sources put what they hear, and the publisher finds it. The publisher takes a few at a time and never waits, so that a flood of
 * signals does not hold up market, stops and orders. A source waits while the queue is full, in turn with the others: nothing taken is lost,
 * and who writes faster than it is published is held back.
 */
public final class SignalQueue implements Interjections {

    /** Published before one market event or tick, at most. */
    static final int AT_ONCE = 64;
    private static final int CAPACITY = 1_024;
    private static final long WAIT_NS = 1_000_000;
    private static final int MAX_TEXT = 1_000;
    private static final int ALL_INSTRUMENTS = -1;

    private final InputSink sink;
    private final Map<String, Integer> instrumentBySymbol = new TreeMap<>();
    private final ManyToOneConcurrentArrayQueue<OutsideSignal> waiting = new ManyToOneConcurrentArrayQueue<>(CAPACITY);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OutsideSignalEncoder encoder = new OutsideSignalEncoder();
    private final ReentrantLock turns = new ReentrantLock(true);
    private long added;
    private volatile long published;

    /**
     * @param sink    where they are published, on the publisher's thread
     * @param symbols of the instruments, by id
     */
    public SignalQueue(final InputSink sink, final Iterable<String> symbols) {
        this.sink = sink;
        for (final String symbol : symbols) {
            instrumentBySymbol.put(symbol, instrumentBySymbol.size());
        }
    }

    /**
     * Takes a signal, on any thread; waits for room.
     *
     * @param counts of its source
     * @return how many have been taken, this one included: it is published when as many are
     * @throws MalformedSignalException if its symbol is none of the instruments
     * @throws InterruptedException     if the thread is told to stop while it waits
     */
    long put(final OutsideSignal signal, final SourceCounts counts) throws InterruptedException {
        if (!signal.symbol().isEmpty() && !instrumentBySymbol.containsKey(signal.symbol())) {
            throw new MalformedSignalException("unknown symbol '" + signal.symbol() + "'; instruments are " + instrumentBySymbol.keySet());
        }
        turns.lockInterruptibly();
        try {
            if (!waiting.offer(signal)) {
                counts.heldBack();
                do {
                    waitABit();
                } while (!waiting.offer(signal));
            }
            counts.taken();
            return ++added;
        } finally {
            turns.unlock();
        }
    }

    /** Waits until so many have been published. */
    void awaitPublished(final long count) throws InterruptedException {
        while (published < count) {
            waitABit();
        }
    }

    private static void waitABit() throws InterruptedException {
        LockSupport.parkNanos(WAIT_NS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void publishDue(final long timeNs) {
        for (int i = 0; i < AT_ONCE; i++) {
            final OutsideSignal signal = waiting.poll();
            if (signal == null) {
                return;
            }
            final String text = signal.text().length() > MAX_TEXT ? signal.text().substring(0, MAX_TEXT) : signal.text();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                .receiveTimeNs(timeNs)
                .exchangeTimeNs(signal.occurredNs() == 0 ? timeNs : signal.occurredNs())
                .score(signal.score())
                .instrumentId(signal.symbol().isEmpty() ? ALL_INSTRUMENTS : instrumentBySymbol.get(signal.symbol()))
                .source(signal.source())
                .text(text);
            sink.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
            published++;
        }
    }

    /** Signals published so far. */
    public long published() {
        return published;
    }

    /** The words sources are called by in documents. */
    static SignalSource source(final String word) {
        for (final SignalSource source : SignalSource.values()) {
            if (source != SignalSource.NULL_VAL && source.name().equalsIgnoreCase(word)) {
                return source;
            }
        }
        throw new MalformedSignalException("unknown source '" + word + "'; sources are news, sentiment, mentions, flow and other");
    }
}
