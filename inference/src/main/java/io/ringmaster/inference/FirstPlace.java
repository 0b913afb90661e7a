package io.ringmaster.inference;

/**
 * A set of places that knows its lowest one: bits, and above them bits that say which words may have any. Adding and removing do not branch, because the
 * processor cannot predict which places change; a search clears the upper bit of a word that it finds empty.
 */
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
        places[place >> SHIFT] &= ~(1L << place);
    }

    /** The lowest place; {@link LargestKey#NOBODY} if there is none. */
    int first() {
        for (int i = 0; i < words.length; i++) {
            while (words[i] != 0) {
                final int word = (i << SHIFT) + Long.numberOfTrailingZeros(words[i]);
                if (places[word] != 0) {
                    return (word << SHIFT) + Long.numberOfTrailingZeros(places[word]);
                }
                words[i] &= words[i] - 1;
            }
        }
        return LargestKey.NOBODY;
    }
}
