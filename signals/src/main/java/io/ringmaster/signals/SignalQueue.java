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
 * The queue between all sources and the publisher. The publisher takes a few signals at a time and never waits, so that a flood of signals does
 * not delay market data, stops and orders. While the queue is full, sources wait in turn: no accepted signal is lost, and a fast writer is
 * slowed down.
 */
public final class SignalQueue implements Interjections {

    /** Largest number of signals published before one market event or tick. */
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
     * @param sink    receives the signals on the publisher's thread
     * @param symbols symbols of the instruments, by id
     */
    public SignalQueue(final InputSink sink, final Iterable<String> symbols) {
        this.sink = sink;
        for (final String symbol : symbols) {
            instrumentBySymbol.put(symbol, instrumentBySymbol.size());
        }
    }

    /**
     * Adds a signal, on any thread; waits while the queue is full.
     *
     * @param counts counts of the source
     * @return the number of signals added so far; this one is published when as many are published
     * @throws MalformedSignalException if its symbol is not an instrument of the session
     * @throws InterruptedException     if the thread is interrupted while it waits
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

    /** Waits until this many signals are published. */
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
                .text(text)
                .series(signal.series());
            sink.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
            published++;
        }
    }

    /** Signals published so far. */
    public long published() {
        return published;
    }

    /** The names of sources in documents. */
    static SignalSource source(final String word) {
        for (final SignalSource source : SignalSource.values()) {
            if (source != SignalSource.NULL_VAL && source.name().equalsIgnoreCase(word)) {
                return source;
            }
        }
        throw new MalformedSignalException("unknown source '" + word + "'; sources are news, sentiment, mentions, flow and other");
    }
}
