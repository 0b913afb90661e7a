package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LongTableTest {

    private static final int ROWS = 1_000_000;
    private static final int WIDTH = 8;

    /** 64 MB of rows, of which a program that never goes back needs a few. */
    @Test
    void shouldHoldOnlyTheRowsThatAreStillRead() {
        final LongTable table = new LongTable(WIDTH);
        for (int i = 0; i < ROWS; i++) {
            table.set(table.add(i, 2L * i), 7, 3L * i);
            if (i % 10_000 == 0) {
                table.forgetAllBut(-1, 70_000);
            }
        }
        table.forgetAllBut(-1, 70_000);

        assertEquals(ROWS, table.size());
        assertEquals(210_000, table.get(70_000, 7));
        assertEquals(3L * (ROWS - 1), table.get(ROWS - 1, 7));
        assertTrue(table.bytes() < 100_000, table.bytes() + " bytes");
    }

    @Test
    void shouldTakeMemoryForEachRowOtherwise() {
        final LongTable table = new LongTable(WIDTH);
        for (int i = 0; i < ROWS / 10; i++) {
            table.add(i, i);
        }
        assertTrue(table.bytes() >= ROWS / 10 * WIDTH * Long.BYTES, table.bytes() + " bytes");
    }
}
