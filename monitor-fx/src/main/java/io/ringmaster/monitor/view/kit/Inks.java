package io.ringmaster.monitor.view.kit;

import javafx.css.Styleable;

/** The colour of a label's text by style class ({@code ink-up}), so that the stylesheet of the theme decides. */
public final class Inks {

    private static final String PREFIX = "ink-";

    private Inks() {
    }

    /** Gives the text this colour instead of the one it had. */
    public static void mark(final Styleable label, final Ink ink) {
        final String wanted = styleClass(ink);
        final var classes = label.getStyleClass();
        if (ink == Ink.TEXT ? classes.stream().noneMatch(each -> each.startsWith(PREFIX)) : classes.contains(wanted)) {
            return;
        }
        classes.removeIf(each -> each.startsWith(PREFIX));
        if (ink != Ink.TEXT) {
            classes.add(wanted);
        }
    }

    /** The style class of text in this colour. */
    public static String styleClass(final Ink ink) {
        return PREFIX + ink.css().substring("-rm-".length());
    }
}
