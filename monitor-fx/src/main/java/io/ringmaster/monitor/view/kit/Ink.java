package io.ringmaster.monitor.view.kit;

import java.util.Locale;

/**
 * What a colour means. Stylesheets use the name with {@code -rm-} before it ({@code -rm-up}), canvases ask the {@link Palette}. Rising is blue and
 * falling is orange, which people who cannot tell red from green can tell apart; a sign, an arrow or a position always says the same.
 */
public enum Ink {
    /** Behind the panels. */
    PAGE,
    /** Behind text: of a panel, a table, a chart. */
    PANEL,
    /** Behind text that stands out: a header, a selected row, a tooltip. */
    RAISED,
    /** Borders. */
    LINE,
    /** Lines of a grid behind data. */
    GRID,
    /** Text. */
    TEXT,
    /** Labels, units, axes. */
    MUTED,
    /** What is selected, focused or ours. */
    ACCENT,
    /** Rising, long, bid, profit. */
    UP,
    /** Falling, short, ask, loss. */
    DOWN,
    /** In order. */
    GOOD,
    /** Needs a look: near a limit, slow, paused. */
    WARN,
    /** Stops trading: latched, damaged, gone. */
    BAD,
    /** A second series beside {@link #ACCENT}. */
    SECOND,
    /** A third series. */
    THIRD,
    /** The fill below a rising line, the volume of a rising bar, the depth of bids. */
    UP_FILL,
    /** The fill of what falls. */
    DOWN_FILL,
    /** The fill of what is selected. */
    ACCENT_FILL,
    /** The fill of what needs a look. */
    WARN_FILL,
    /** The fill of what stops trading. */
    BAD_FILL;

    /** Its name in a stylesheet, such as {@code -rm-up-fill}. */
    public String css() {
        return "-rm-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
