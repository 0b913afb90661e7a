package io.ringmaster.cli;

import java.util.List;
import java.util.Map;

/** Parts of a JSON object that was read as maps and lists. */
public final class Nested {

    private Nested() {
    }

    /** A nested object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> in(final Map<String, Object> of, final String key) {
        return (Map<String, Object>) of.get(key);
    }

    /** A list of objects. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(final Map<String, Object> of, final String key) {
        return (List<Map<String, Object>>) of.get(key);
    }
}
