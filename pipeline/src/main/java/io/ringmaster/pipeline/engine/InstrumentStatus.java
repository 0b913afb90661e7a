package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.schema.OrderPurpose;
import java.util.concurrent.atomic.AtomicLongArray;

/** Position, prices and stop of each instrument of a running engine, for displays. The sequencer's thread writes it, and any thread may read it. */
public final class InstrumentStatus {

    /** The figures of one instrument. */
    public enum Figure { POSITION_E8, ENTRY_PRICE_E8, MARK_PRICE_E8, UNREALISED_PNL_E8, STOP_PRICE_E8 }

    private static final int FIGURES = Figure.values().length;

    private final int instruments;
    private final AtomicLongArray figures;

    InstrumentStatus(final int instruments) {
        this.instruments = instruments;
        figures = new AtomicLongArray(instruments * FIGURES);
    }

    public int instruments() {
        return instruments;
    }

    /** The latest value of a figure; a price of 0 means none. */
    public long get(final int instrumentId, final Figure figure) {
        return figures.getAcquire(instrumentId * FIGURES + figure.ordinal());
    }

    void update(final SequencerCore core) {
        for (int id = 0; id < instruments; id++) {
            set(id, Figure.POSITION_E8, core.positionE8(id));
            set(id, Figure.ENTRY_PRICE_E8, core.ledger().averageEntryPriceE8(id));
            set(id, Figure.MARK_PRICE_E8, core.ledger().markE8(id));
            set(id, Figure.UNREALISED_PNL_E8, core.ledger().unrealisedPnlE8(id));
            set(id, Figure.STOP_PRICE_E8, stopPriceE8(core, id));
        }
    }

    /** Price of the active protective stop; 0 if there is none. For a trailing stop, its distance. */
    private static long stopPriceE8(final SequencerCore core, final int instrumentId) {
        for (int i = 0; i < core.workingOrders(); i++) {
            final Order order = core.workingOrder(i);
            if (order.instrumentId == instrumentId && order.purpose == OrderPurpose.PROTECTIVE_STOP) {
                return order.stopPriceE8;
            }
        }
        return 0;
    }

    private void set(final int instrumentId, final Figure figure, final long value) {
        figures.setRelease(instrumentId * FIGURES + figure.ordinal(), value);
    }
}
