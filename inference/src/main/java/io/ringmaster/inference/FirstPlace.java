package io.ringmaster.inference;

/** A set of places that knows its lowest one: bits, and above them bits that say which words have any. */
final class FirstPlace {

    private static final int SHIFT = 6;

    private final long[] places;
    private final long[] words;

    FirstPlace(final int count) {
        places = new long[(count >> SHIFT) + 1];
        words = new long[(places.length >> SHIFT) + 1];
    }

    void add(final int place) {
        final int word = place >> SHIFT;
        places[word] |= 1L << place;
        words[word >> SHIFT] |= 1L << word;
    }

    void remove(final int place) {
        final int word = place >> SHIFT;
        places[word] &= ~(1L << place);
        if (places[word] == 0) {
            words[word >> SHIFT] &= ~(1L << word);
        }
    }

    /** The lowest place; {@link WinnerTree#NOBODY} if there is none. */
    int first() {
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                final int word = (i << SHIFT) + Long.numberOfTrailingZeros(words[i]);
                return (word << SHIFT) + Long.numberOfTrailingZeros(places[word]);
            }
        }
        return WinnerTree.NOBODY;
    }
}
