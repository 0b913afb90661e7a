package io.ringmaster.monitor.view;

/** Timeframes as they are configured, such as {@code 5s}, {@code 15m} or {@code 4h}. */
final class Timeframes {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private Timeframes() {
    }

    /** How long a timeframe is; 0 if the text is none. */
    static long lengthNs(final String text) {
        if (text.length() < 2 || !text.chars().limit(text.length() - 1).allMatch(Character::isDigit)) {
            return 0;
        }
        final long count = Long.parseLong(text.substring(0, text.length() - 1));
        return NS_PER_SECOND * count * switch (text.charAt(text.length() - 1)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> 0;
        };
    }
}
