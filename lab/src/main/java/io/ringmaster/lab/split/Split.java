package io.ringmaster.lab.split;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to divide a history.
 *
 * @param train blocks of training rows, in order
 * @param test  blocks of test rows, in order
 */
public record Split(List<Rows> train, List<Rows> test) {

    /** All rows train that are neither tested nor in the gap around a test block. */
    static Split around(final List<Rows> test, final int rows, final Gap gap) {
        final List<Rows> train = new ArrayList<>();
        int free = 0;
        for (final Rows block : test) {
            if (gap.start(block) > free) {
                train.add(new Rows(free, gap.start(block)));
            }
            free = Math.max(free, gap.end(block));
        }
        if (free < rows) {
            train.add(new Rows(free, rows));
        }
        return new Split(List.copyOf(train), List.copyOf(test));
    }
}
