package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import org.agrona.MutableDirectBuffer;

/** The part of a source between two event times. */
final class Window implements MarketDataSource {

    private final MarketDataSource source;
    private final long fromNs;
    private final long toNs;

    /** @param fromNs first event time to play; {@code toNs} the last */
    Window(final MarketDataSource source, final long fromNs, final long toNs) {
        this.source = source;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        int length = source.next(buffer);
        while (length > 0 && InputMessage.timeNs(buffer, 0) < fromNs) {
            length = source.next(buffer);
        }
        return length > 0 && InputMessage.timeNs(buffer, 0) <= toNs ? length : 0;
    }

    @Override
    public void close() {
        source.close();
    }
}
