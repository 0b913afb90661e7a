package io.ringmaster.exchange;

import io.ringmaster.schema.Side;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The displayed book as the test knows it, with what fills took from each level since it last changed. Plain maps, best level first. */
final class ShadowBook {

    static final class Level {
        long displayed;
        long taken;

        long available() {
            return displayed - taken;
        }
    }

    final NavigableMap<Long, Level> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    final NavigableMap<Long, Level> asks = new TreeMap<>();
    boolean readable;

    NavigableMap<Long, Level> side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    NavigableMap<Long, Level> opposite(final Side side) {
        return side == Side.BUY ? asks : bids;
    }

    void set(final Side side, final long price, final long qty) {
        if (qty == 0) {
            side(side).remove(price);
        } else {
            final Level level = new Level();
            level.displayed = qty;
            side(side).put(price, level);
        }
    }

    /** A snapshot keeps what was taken where the level is the same. */
    void replace(final Side side, final long[] levels) {
        final NavigableMap<Long, Level> old = new TreeMap<>(side(side));
        side(side).clear();
        for (int i = 0; i < levels.length; i += 2) {
            final Level before = old.get(levels[i]);
            set(side, levels[i], levels[i + 1]);
            if (before != null && before.displayed == levels[i + 1]) {
                side(side).get(levels[i]).taken = before.taken;
            }
        }
    }

    boolean isTwoSided() {
        return readable && !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() < asks.firstKey();
    }

    /** Best price an order of that side could take from; null when there is none. */
    Long bestAvailable(final Side takerSide) {
        if (readable) {
            for (final var level : opposite(takerSide).entrySet()) {
                if (level.getValue().available() > 0) {
                    return level.getKey();
                }
            }
        }
        return null;
    }
}
