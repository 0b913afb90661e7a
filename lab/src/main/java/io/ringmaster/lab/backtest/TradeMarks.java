package io.ringmaster.lab.backtest;

import java.util.ArrayList;
import java.util.List;

/** The trades shown in a report: all of them, or every second, fourth, … so that the report of a busy year still opens. */
final class TradeMarks {

    private static final int CAPACITY = 2_000;

    private final List<Trade> kept = new ArrayList<>();
    private long stride = 1;
    private long seen;

    void add(final Trade trade) {
        if (seen++ % stride != 0) {
            return;
        }
        if (kept.size() == CAPACITY) {
            thin();
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        kept.add(trade);
    }

    private void thin() {
        for (int i = 1; i < kept.size(); i++) {
            kept.remove(i);
        }
        stride *= 2;
    }

    List<Trade> kept() {
        return kept;
    }

    /** Total number of trades. */
    long seen() {
        return seen;
    }
}
