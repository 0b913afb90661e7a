package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A side of a book equals a sorted map. */
class LadderTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEqualASortedMap(final boolean isBid) {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final Ladder ladder = new Ladder(isBid);
        final TreeMap<Long, Long> levels = new TreeMap<>(isBid ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
        for (int i = 0; i < 5_000; i++) {
            final long price = 1 + random.nextInt(200);
            final long qty = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
            ladder.set(price, qty);
            if (qty == 0) {
                levels.remove(price);
            } else {
                levels.put(price, qty);
            }
            final long asked = 1 + random.nextInt(200);
            assertEquals(levels.getOrDefault(asked, 0L), ladder.qtyAtE8(asked), "seed " + seed);
        }
        int rank = 0;
        for (final Map.Entry<Long, Long> level : levels.entrySet()) {
            assertEquals(level.getKey(), ladder.priceE8(rank), "seed " + seed);
            assertEquals(level.getValue(), ladder.qtyE8(rank++), "seed " + seed);
        }
        assertEquals(rank, ladder.size());
    }
}
