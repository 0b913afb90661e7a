package io.ringmaster.monitor.view.kit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.paint.Color;

/** The colours of one theme. The stylesheet of the theme is made from them, so that controls and canvases cannot differ. */
public final class Palette {

    /** Text on these backgrounds has a contrast of 4.5 or more (PaletteTest). */
    public static final Palette DARK = new Palette("dark", true, """
        page #0a0e13
        panel #10151c
        raised #1a212b
        line #2b3542
        grid #1b232d
        text #d9e0e9
        muted #93a1b3
        accent #2fc6b1
        up #5cabff
        down #ff9d45
        good #55cc80
        warn #f2c94c
        bad #ff7f78
        second #b79bff
        third #e58bbf
        up-fill #5cabff3d
        down-fill #ff9d453d
        accent-fill #2fc6b12e
        warn-fill #f2c94c2e
        bad-fill #ff7f782e
        """);

    public static final Palette LIGHT = new Palette("light", false, """
        page #eef1f5
        panel #ffffff
        raised #e8ecf1
        line #cbd3dd
        grid #e6eaef
        text #17202b
        muted #525f6f
        accent #08756a
        up #0b5cb8
        down #a34a06
        good #1a7036
        warn #7a5600
        bad #b5231b
        second #6a41c9
        third #a8326f
        up-fill #0b5cb829
        down-fill #e0761f33
        accent-fill #08756a24
        warn-fill #d99a0026
        bad-fill #b5231b1f
        """);

    private final String name;
    private final boolean isDark;
    private final Map<Ink, Color> colors = new EnumMap<>(Ink.class);

    private Palette(final String name, final boolean isDark, final String lines) {
        this.name = name;
        this.isDark = isDark;
        for (final String line : lines.split("\n")) {
            final String[] parts = line.split(" ");
            colors.put(Ink.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_')), Color.web(parts[1]));
        }
        assert colors.size() == Ink.values().length : name + " has no colour for each ink";
    }

    /** The palette with this name, {@code dark} or {@code light}. */
    public static Palette named(final String name) {
        return name.equals(LIGHT.name) ? LIGHT : DARK;
    }

    public String name() {
        return name;
    }

    public boolean isDark() {
        return isDark;
    }

    @Override
    public String toString() {
        return name;
    }

    public Color of(final Ink ink) {
        return colors.get(ink);
    }

    /** Blue for more than zero, orange for less, plain for zero. The text needs its sign too. */
    public static Ink ofSign(final long value) {
        return value > 0 ? Ink.UP : value < 0 ? Ink.DOWN : Ink.TEXT;
    }

    /** Rules of a stylesheet that give every colour its name, and the controls of AtlantaFX our colours. */
    String css() {
        final StringBuilder css = new StringBuilder();
        colors.forEach((ink, color) -> css.append(ink.css()).append(": ").append(web(color)).append(";\n"));
        return css.append("""
            -color-bg-default: -rm-panel;
            -color-bg-overlay: -rm-panel;
            -color-bg-subtle: -rm-raised;
            -color-bg-inset: -rm-page;
            -color-fg-default: -rm-text;
            -color-fg-muted: -rm-muted;
            -color-fg-subtle: -rm-muted;
            -color-border-default: -rm-line;
            -color-border-muted: -rm-line;
            -color-border-subtle: -rm-grid;
            -color-accent-fg: -rm-accent;
            -color-accent-emphasis: -rm-accent;
            -color-accent-muted: -rm-accent;
            -color-accent-subtle: -rm-accent-fill;
            """).toString();
    }

    private static String web(final Color color) {
        return "#" + color.toString().substring(2);
    }
}
