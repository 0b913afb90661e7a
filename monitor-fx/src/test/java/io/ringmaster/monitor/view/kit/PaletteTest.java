package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {

    /** What WCAG 2.1 asks for text of normal size. */
    private static final double LEAST_CONTRAST = 4.5;

    private static final List<Ink> TEXTS =
        List.of(Ink.TEXT, Ink.MUTED, Ink.ACCENT, Ink.UP, Ink.DOWN, Ink.GOOD, Ink.WARN, Ink.BAD, Ink.SECOND, Ink.THIRD);
    private static final List<Ink> BACKGROUNDS = List.of(Ink.PAGE, Ink.PANEL, Ink.RAISED);
    private static final List<Ink> FILLS = List.of(Ink.UP_FILL, Ink.DOWN_FILL, Ink.ACCENT_FILL, Ink.WARN_FILL, Ink.BAD_FILL);

    static Stream<Palette> palettes() {
        return Stream.of(Palette.DARK, Palette.LIGHT);
    }

    @Test
    void shouldMeasureContrastAsWcagDoes() {
        assertEquals(21.0, contrast(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(4.54, contrast(Color.web("#767676"), Color.WHITE), 0.005);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void shouldHaveTextThatCanBeReadOnEveryBackground(final Palette palette) {
        final List<String> faint = new ArrayList<>();
        for (final Ink text : TEXTS) {
            for (final Ink background : BACKGROUNDS) {
                note(faint, palette, text, background, palette.of(background));
            }
        }
        assertEquals(List.of(), faint);
    }

    /** A chip, a bar of depth or a selection lies on a panel or a raised row; its text is plain or of the same meaning. */
    @ParameterizedTest
    @MethodSource("palettes")
    void shouldHaveTextThatCanBeReadOnEveryFill(final Palette palette) {
        final List<String> faint = new ArrayList<>();
        for (final Ink fill : FILLS) {
            final Color behind = over(palette.of(fill), palette.of(Ink.PANEL));
            note(faint, palette, Ink.TEXT, fill, behind);
            note(faint, palette, Ink.valueOf(fill.name().replace("_FILL", "")), fill, behind);
        }
        assertEquals(List.of(), faint);
    }

    /** For people who see no difference of red and green, brightness or blueness must differ. */
    @ParameterizedTest
    @MethodSource("palettes")
    void shouldTellRisingFromFallingByBlueness(final Palette palette) {
        final Color up = palette.of(Ink.UP);
        final Color down = palette.of(Ink.DOWN);
        assertTrue(up.getBlue() - up.getRed() > 0.4, "rising is not blue: " + up);
        assertTrue(down.getRed() - down.getBlue() > 0.4, "falling is not orange: " + down);
    }

    private static void note(final List<String> faint, final Palette palette, final Ink text, final Ink background, final Color behind) {
        final double contrast = contrast(palette.of(text), behind);
        if (contrast < LEAST_CONTRAST) {
            faint.add(palette.name() + ": " + text + " on " + background + " has a contrast of " + contrast);
        }
    }

    private static Color over(final Color front, final Color behind) {
        return behind.interpolate(Color.color(front.getRed(), front.getGreen(), front.getBlue()), front.getOpacity());
    }

    /** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
    private static double contrast(final Color one, final Color other) {
        final double a = luminance(one);
        final double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(final Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(final double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
