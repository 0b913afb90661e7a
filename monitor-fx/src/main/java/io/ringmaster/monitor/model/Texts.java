package io.ringmaster.monitor.model;

import java.util.Arrays;

/** Texts and other objects that rows of a {@link LongTable} name by their index; appended by one thread, read by any. */
final class Texts<T> {

    private volatile Object[] all = new Object[16];
    private int size;

    int add(final T text) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
        all[size] = text;
        return size++;
    }

    @SuppressWarnings("unchecked")
    T get(final long index) {
        return (T) all[(int) index];
    }
}
