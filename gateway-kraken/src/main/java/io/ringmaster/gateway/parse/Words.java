package io.ringmaster.gateway.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A closed set of words, found again by their characters without a string being made. An empty one only keeps its place. */
final class Words {

    static final int UNKNOWN = -1;

    private final List<String> words;
    private final int[] slots;

    Words(final List<String> words) {
        this.words = List.copyOf(words);
        slots = new int[Integer.highestOneBit(Math.max(1, words.size())) * 4];
        Arrays.fill(slots, UNKNOWN);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isEmpty()) {
                continue;
            }
            int slot = slotOf(words.get(i));
            while (slots[slot] != UNKNOWN) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i;
        }
    }

    static Words of(final String... words) {
        return new Words(List.of(words));
    }

    /** Products; the venue accepts them in any case and reports them in capitals. */
    static Words ofProducts(final List<String> products) {
        return new Words(products.stream().map(product -> product.toUpperCase(Locale.ROOT)).toList());
    }

    /** Position of a word among those given; {@link #UNKNOWN} when it is none of them. */
    int indexOf(final CharSequence text) {
        int slot = slotOf(text);
        while (slots[slot] != UNKNOWN && !words.get(slots[slot]).contentEquals(text)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slots[slot];
    }

    /** The word at a position. */
    String word(final int index) {
        return words.get(index);
    }

    private int slotOf(final CharSequence text) {
        int hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 15) & (slots.length - 1);
    }
}
