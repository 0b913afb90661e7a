package io.ringmaster.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Bars of a CSV file with their wicks cut off: high and low are open and close. */
final class WicklessBars {

    private WicklessBars() {
    }

    /** @param lines a header, then time, open, high, low, close and more */
    static List<String> of(final List<String> lines) {
        final List<String> bars = new ArrayList<>(lines);
        for (int i = 1; i < bars.size(); i++) {
            final String[] cells = bars.get(i).split(",");
            final boolean isUp = Double.parseDouble(cells[1]) < Double.parseDouble(cells[4]);
            cells[2] = isUp ? cells[4] : cells[1];
            cells[3] = isUp ? cells[1] : cells[4];
            bars.set(i, String.join(",", cells));
        }
        return bars;
    }
}
