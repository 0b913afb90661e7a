package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.util.function.BooleanSupplier;
import org.agrona.MutableDirectBuffer;

/** The part of a source between two event times, or until a condition ends it. */
final class Window implements MarketDataSource {

    private final MarketDataSource source;
    private final long fromNs;
    private final long toNs;
    private final BooleanSupplier isOver;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private long startNs = Long.MIN_VALUE;

    /**
     * @param fromNs first event time to play; {@code toNs} is the last
     * @param isOver asked before each event; true ends it early
     */
    Window(final MarketDataSource source, final long fromNs, final long toNs, final BooleanSupplier isOver) {
        this.source = source;
        this.fromNs = fromNs;
        this.toNs = toNs;
        this.isOver = isOver;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (isOver.getAsBoolean()) {
            return 0;
        }
        int length = source.next(buffer);
        while (length > 0 && InputMessage.timeNs(buffer, 0) < fromNs) {
            length = source.next(buffer);
        }
        if (length > 0 && startNs == Long.MIN_VALUE) {
            startNs = InputMessage.templateId(buffer, 0) == ImportedBarDecoder.TEMPLATE_ID
                ? bar.wrapAndApplyHeader(buffer, 0, header).openTimeNs() : InputMessage.timeNs(buffer, 0);
        }
        return length > 0 && InputMessage.timeNs(buffer, 0) <= toNs ? length : 0;
    }

    /** Start of the played part: for a bar, its open; {@link Long#MIN_VALUE} before anything was read. */
    long startNs() {
        return startNs;
    }

    @Override
    public void close() {
        source.close();
    }
}
