package io.ringmaster.lab.learning.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final int TASKS = 17;

    @Test
    void shouldRunEachTaskOnceInEachRound() {
        try (Workers workers = new Workers(3)) {
            final AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
            for (int round = 1; round <= 2_000; round++) {
                workers.run(TASKS, runs::incrementAndGet);
                for (int i = 0; i < TASKS; i++) {
                    assertEquals(round, runs.get(i));
                }
            }
        }
    }

    @Test
    void shouldThrowWhatATaskThrowsAndGoOn() {
        try (Workers workers = new Workers(2)) {
            final IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> workers.run(TASKS, i -> {
                if (i == 5) {
                    throw new IllegalStateException("task 5");
                }
            }));
            assertEquals("task 5", thrown.getMessage());
            final AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
            workers.run(TASKS, runs::incrementAndGet);
            assertEquals("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", runs.toString());
        }
    }
}
