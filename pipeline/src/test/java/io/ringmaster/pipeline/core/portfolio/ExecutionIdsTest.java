package io.ringmaster.pipeline.core.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExecutionIdsTest {

    private final ExecutionIds ids = new ExecutionIds();

    /** A venue that numbers its fills from 1 leaves one half of the identifier at 0. */
    @Test
    void shouldTellIdentifiersApartByEitherHalf() {
        assertTrue(ids.add(0, 1));
        assertTrue(ids.add(0, 2));
        assertTrue(ids.add(1, 0));
        assertTrue(ids.add(1, 1));
        assertFalse(ids.add(0, 1));
        assertFalse(ids.add(0, 2));
        assertFalse(ids.add(1, 0));
        assertFalse(ids.add(1, 1));
        assertEquals(4, ids.size());
    }

    /** More than the table holds at first, so that it grows several times. */
    @Test
    void shouldKnowEveryFillHoweverManyThereAre() {
        for (int i = 1; i <= 20_000; i++) {
            assertTrue(ids.add(i, -i));
        }
        for (int i = 1; i <= 20_000; i++) {
            assertFalse(ids.add(i, -i));
        }
        assertEquals(20_000, ids.size());
    }

    @Test
    void shouldCountEveryFillThatHasNoIdentifier() {
        assertTrue(ids.add(0, 0));
        assertTrue(ids.add(0, 0));
    }
}
