package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** A market whose bars are combined into longer ones. Refuses volumes whose sum does not fit a fixed-point number. */
public final class SummedVolumes implements MarketDataSource {

    private static final long NS_PER_MS = 1_000_000;

    private final MarketDataSource source;
    private final String name;
    private final long longestNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final Int2ObjectHashMap<Sum> sums = new Int2ObjectHashMap<>();

    private static final class Sum {

        private long number = Long.MIN_VALUE;
        private long volumeE8;
    }

    /**
     * @param source    closed with this object
     * @param name      of the data, for messages
     * @param longestNs length of the longest bar built from its bars
     */
    public SummedVolumes(final MarketDataSource source, final String name, final long longestNs) {
        this.source = source;
        this.name = name;
        this.longestNs = longestNs;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        final int length = source.next(buffer);
        if (length > 0 && InputMessage.templateId(buffer, 0) == ImportedBarDecoder.TEMPLATE_ID) {
            add(bar.wrapAndApplyHeader(buffer, 0, header));
        }
        return length;
    }

    private void add(final ImportedBarDecoder one) {
        final Sum sum = sums.computeIfAbsent(one.instrumentId(), id -> new Sum());
        final long number = Math.floorDiv(one.openTimeNs(), longestNs);
        if (number != sum.number) {
            sum.number = number;
            sum.volumeE8 = 0;
        }
        try {
            sum.volumeE8 = Math.addExact(sum.volumeE8, one.volumeE8());
        } catch (final ArithmeticException e) {
            throw new InvalidInputException(name + ": with the bar of " + Instant.ofEpochMilli(one.openTimeNs() / NS_PER_MS)
                + " the volume of a longer bar is more than " + FixedPoint.format(Long.MAX_VALUE)
                + ". Give volumes in a larger unit, such as BTC instead of USD.", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
