package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** How something is: a shape, a word, and a colour that says the same. */
public enum Status {
    NONE("", Ink.MUTED), OK("● ", Ink.GOOD), WARN("▲ ", Ink.WARN), BAD("■ ", Ink.BAD);

    private final String shape;
    private final Ink ink;

    Status(final String shape, final Ink ink) {
        this.shape = shape;
        this.ink = ink;
    }

    /** The word with its shape. */
    String of(final String word) {
        return shape + word;
    }

    Ink ink() {
        return ink;
    }

    /** The worse of two. */
    Status or(final Status other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** A label for the head of a panel. */
    static Label label(final String id) {
        final Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("strong");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** Shows it in a label. */
    void show(final Label label, final String word) {
        label.setText(of(word));
        Inks.mark(label, ink);
    }
}
