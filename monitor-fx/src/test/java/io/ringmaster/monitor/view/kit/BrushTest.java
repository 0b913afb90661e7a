package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pixels of a sheet. Expected colours are those of the dark palette, mixed by hand. */
@ExtendWith(HeadlessFx.class)
class BrushTest {

    private static final int PANEL = 0x10151c;
    private static final int TEXT = 0xd9e0e9;
    private static final int UP = 0x5cabff;

    private Scene scene;

    private Picture draw(final Sheet.Painter painter) {
        scene = Fx.show(Fx.get(() -> new Sheet(new FixedDesk(), painter)), 60, 40, Palette.DARK);
        return Fx.picture(scene);
    }

    @AfterEach
    void close() {
        Fx.close(scene);
    }

    @Test
    void shouldFillExactlyTheBox() {
        final Picture picture = draw((brush, width, height) -> brush.box(Ink.UP, 10, 5, 3, 2));

        assertEquals(6, count(picture, UP));
        assertEquals(UP, picture.at(10, 5));
        assertEquals(UP, picture.at(12, 6));
        assertEquals(60 * 40 - 6, count(picture, PANEL));
    }

    /** Half of 0xd9e0e9 and half of 0x10151c. */
    @Test
    void shouldMixWhatIsHalfAsStrong() {
        final Picture picture = draw((brush, width, height) -> {
            brush.strength(0.5);
            brush.box(Ink.TEXT, 0, 0, 60, 40);
        });

        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals(((TEXT >> shift & 0xff) + (PANEL >> shift & 0xff)) / 2.0, picture.at(30, 20) >> shift & 0xff, 1.5);
        }
    }

    @Test
    void shouldLeaveGapsInADashedLine() {
        final Picture picture = draw((brush, width, height) -> {
            brush.dashes(4, 6);
            brush.line(Ink.UP, 0.5, 10.5, 40.5, 10.5);
        });

        final StringBuilder line = new StringBuilder();
        for (int x = 0; x < 25; x++) {
            line.append(picture.at(x, 10) == UP ? '#' : '.');
        }
        assertEquals("#####.....#####.....#####", line.toString());
    }

    @Test
    void shouldDrawACurveAsStrongAsItIsWide() {
        final Picture picture = draw((brush, width, height) -> brush.curve(Ink.TEXT, new double[] {5, 20, 21, 40}, new double[] {10, 10, 30, 30}, 4));

        // A line of one pixel between two rows of pixels covers half of each.
        assertEquals(0.5, share(picture, 12, 9), 0.02);
        assertEquals(0.5, share(picture, 12, 10), 0.02);
        double across = 0;
        for (int x = 15; x < 27; x++) {
            across += share(picture, x, 20);
        }
        assertEquals(1, across, 0.15, "a steep line is one pixel wide too");
    }

    /** How much of a pixel has the colour of text, by its green. */
    private static double share(final Picture picture, final int x, final int y) {
        return ((picture.at(x, y) >> 8 & 0xff) - 0x15) / (double) (0xe0 - 0x15);
    }

    private static int count(final Picture picture, final int rgb) {
        int count = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                count += picture.at(x, y) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
