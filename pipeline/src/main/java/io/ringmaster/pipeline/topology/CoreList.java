package io.ringmaster.pipeline.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers of cores as Linux writes them: {@code 2-5,8}. */
public final class CoreList {

    private static final int MOST = 1 << 10;

    private CoreList() {
    }

    /**
     * The numbers in the order of the text.
     *
     * @throws IllegalArgumentException if it is no list, or names a core twice
     */
    public static List<Integer> parse(final String text) {
        final Set<Integer> cores = new LinkedHashSet<>();
        for (final String part : text.strip().split(",", -1)) {
            final String[] ends = part.strip().split("-", 2);
            final int first = number(ends[0], text);
            final int last = ends.length == 1 ? first : number(ends[1], text);
            if (last < first) {
                throw wrong(text);
            }
            for (int core = first; core <= last; core++) {
                if (!cores.add(core)) {
                    throw new IllegalArgumentException("cores names core " + core + " twice: cores=" + text);
                }
            }
        }
        return new ArrayList<>(cores);
    }

    private static int number(final String digits, final String text) {
        if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(each -> each >= '0' && each <= '9')
            || Integer.parseInt(digits) >= MOST) {
            throw wrong(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException wrong(final String text) {
        return new IllegalArgumentException("cores must be off, auto, or a list of cores such as 2-5,8: cores=" + text);
    }

    /** The numbers in their order, separated by commas. */
    public static String text(final List<Integer> cores) {
        return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
