package io.ringmaster.monitor.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The views, in the order of the rail. Knows no JavaFX, so that a command line is checked before a window is started. */
public enum Page {

    OVERVIEW("1", "what it holds, why, and what could stop it"),
    CHART("2", "candles with our orders, fills, stops and average entry"),
    LADDER("3", "the order book with our resting orders in it"),
    STRATEGIES("4", "what every strategy says, and what its virtual account earned"),
    DECISION("5", "what the policy saw, wanted and got"),
    THOUGHTS("6", "why it did or did not trade"),
    ORDERS("7", "orders and fills with their life"),
    PORTFOLIO("8", "equity, drawdown, exposure, profit, fees and funding"),
    RISK("9", "each limit with its use, latches and verdicts"),
    LATENCY("0", "how long each stage took"),
    HEALTH("H", "journal, chain, feed, gaps, reconnects and alarms");

    private final String key;
    private final String shows;

    Page(final String key, final String shows) {
        this.key = key;
        this.shows = shows;
    }

    /** Its name on the command line, such as {@code orders}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name on the screen, such as {@code Orders}. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The key that opens it. */
    public String key() {
        return key;
    }

    /** What it shows, to follow the title and a colon. */
    public String shows() {
        return shows;
    }

    public static Optional<Page> of(final String id) {
        return Arrays.stream(values()).filter(page -> page.id().equals(id)).findFirst();
    }

    /** All names, for messages. */
    public static String ids() {
        return Arrays.stream(values()).map(Page::id).collect(Collectors.joining(", "));
    }
}
