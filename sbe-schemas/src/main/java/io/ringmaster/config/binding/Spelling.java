package io.ringmaster.config.binding;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word for a misspelled one. Ignores case, {@code _} and {@code -}. */
final class Spelling {

    private Spelling() {
    }

    /** The known word with the fewest edits to the given one, the first if several are equal; null if none is near. */
    static String nearest(final String given, final Collection<String> known) {
        String nearest = null;
        final String plain = plain(given);
        int fewest = Math.min(Math.max(2, plain.length() / 3) + 1, plain.length());
        for (final String word : known) {
            final int edits = edits(plain, plain(word));
            if (edits < fewest) {
                fewest = edits;
                nearest = word;
            }
        }
        return nearest;
    }

    /** The form in which words are compared. */
    static String plain(final String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance: insertions, deletions and replacements of one character. */
    private static int edits(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            final int[] spare = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
