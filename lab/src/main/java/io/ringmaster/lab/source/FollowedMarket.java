package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import org.agrona.MutableDirectBuffer;

/** A market up to a time, and another one from then on: imported history, and what a session recorded behind it. */
public final class FollowedMarket implements MarketDataSource {

    private final MarketDataSource history;
    private final MarketDataSource recorded;
    private final long recordedFromNs;
    private boolean isRecorded;

    /**
     * Both are closed with this object.
     *
     * @param recordedFromNs what the history holds at or after this time is not read
     */
    public FollowedMarket(final MarketDataSource history, final MarketDataSource recorded, final long recordedFromNs) {
        this.history = history;
        this.recorded = recorded;
        this.recordedFromNs = recordedFromNs;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (!isRecorded) {
            final int length = history.next(buffer);
            if (length > 0 && InputMessage.timeNs(buffer, 0) < recordedFromNs) {
                return length;
            }
            isRecorded = true;
        }
        return recorded.next(buffer);
    }

    @Override
    public void close() {
        history.close();
        recorded.close();
    }
}
