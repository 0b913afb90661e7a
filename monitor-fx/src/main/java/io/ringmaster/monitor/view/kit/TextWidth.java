package io.ringmaster.monitor.view.kit;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** How wide a text is. For the JavaFX thread. */
public final class TextWidth {

    private static final Text MEASURE = new Text();

    private TextWidth() {
    }

    /** Pixels of a text of this height. */
    public static double of(final String text, final double textPixels) {
        return of(text, Font.font(Theme.family(), textPixels));
    }

    /** The same in bold. */
    public static double ofBold(final String text, final double textPixels) {
        return of(text, Font.font(Theme.family(), FontWeight.BOLD, textPixels));
    }

    /** Pixels of a text in this font. */
    public static double of(final String text, final Font font) {
        MEASURE.setFont(font);
        MEASURE.setText(text);
        return MEASURE.getLayoutBounds().getWidth();
    }
}
