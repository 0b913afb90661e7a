package io.ringmaster.cli.bench;

import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.units.FixedPoint;
import org.agrona.MutableDirectBuffer;

/** Random walks as a recorded market without end: every minute one bar of each symbol. */
final class WalkingMarket implements MarketDataSource {

    private static final long TICK_E8 = FixedPoint.ONE / 100;
    private static final long LOT_E8 = FixedPoint.ONE / 10_000;

    private final int symbols;
    private final RandomWalks walks;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ImportedBarEncoder bar = new ImportedBarEncoder();
    private int symbol;
    private long minute = 1;

    WalkingMarket(final int symbols) {
        this.symbols = symbols;
        walks = new RandomWalks(symbols);
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        walks.next(symbol);
        bar.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(minute * ManyStrategies.MINUTE_NS).openTimeNs((minute - 1) * ManyStrategies.MINUTE_NS).durationNs(ManyStrategies.MINUTE_NS)
            .openPriceE8(price(walks.open)).highPriceE8(price(walks.high)).lowPriceE8(price(walks.low)).closePriceE8(price(walks.close))
            .volumeE8(FixedPoint.toStepFloor(Math.round(walks.volume * FixedPoint.ONE), LOT_E8)).instrumentId(symbol).phase(BarPhase.LIVE);
        symbol = (symbol + 1) % symbols;
        minute += symbol == 0 ? 1 : 0;
        return MessageHeaderEncoder.ENCODED_LENGTH + bar.encodedLength();
    }

    private static long price(final double value) {
        return FixedPoint.toStepFloor(Math.round(value * FixedPoint.ONE), TICK_E8);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
