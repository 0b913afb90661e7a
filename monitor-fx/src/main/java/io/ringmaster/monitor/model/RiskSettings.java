package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;
import java.util.Map;

/** The section {@code risk} of a configuration: texts by key. A value that is missing or cannot be read is null. */
public record RiskSettings(Map<String, String> values) {

    private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
    private static final long[] UNIT_NS =
        {1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L};

    public RiskSettings {
        values = Map.copyOf(values);
    }

    /** As it stands in the configuration; null if it does not. */
    public String text(final String key) {
        return values.get(key);
    }

    /** A number, times 1e8. */
    public Long e8(final String key) {
        return values.containsKey(key) ? FixedPoint.parse(values.get(key)) : null;
    }

    public Long count(final String key) {
        return values.containsKey(key) ? Long.valueOf(values.get(key)) : null;
    }

    /** A duration such as {@code 250ms}, {@code 5s} or {@code 1h}. */
    public Long durationNs(final String key) {
        final String text = values.getOrDefault(key, "");
        for (int i = 0; i < UNITS.length; i++) {
            final String number = text.substring(0, Math.max(0, text.length() - UNITS[i].length()));
            if (text.endsWith(UNITS[i]) && !number.isEmpty() && number.chars().allMatch(Character::isDigit)) {
                return Math.multiplyExact(Long.parseLong(number), UNIT_NS[i]);
            }
        }
        return null;
    }

    /** A limit in its own unit. */
    Long of(final RiskLimit limit) {
        return switch (limit.unit()) {
            case QTY, MONEY, TIMES, SHARE -> e8(limit.key());
            case COUNT, BPS -> count(limit.key());
            case DURATION -> durationNs(limit.key());
        };
    }
}
