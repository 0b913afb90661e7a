package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.view.kit.Numbers;

/** Sizes of files and memory in text. */
final class Bytes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double THOUSAND = 1_000;

    private Bytes() {
    }

    /** Such as {@code 12.3 MB}; a dash if it is not known. */
    static String of(final long bytes) {
        if (bytes < 0) {
            return Numbers.NONE;
        }
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return (unit == 0 ? Numbers.count(bytes) : Numbers.plain(value, value < 100 ? 1 : 0)) + " " + UNITS[unit];
    }
}
