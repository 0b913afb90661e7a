package io.ringmaster.monitor.view.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Names with their values, one below the other: names at the left, values at the right in digits of one width. */
public final class Facts extends GridPane {

    private final Map<String, Label> values = new LinkedHashMap<>();

    /** With these names, in this order; the values follow with {@link #set}. */
    public Facts(final String... names) {
        getStyleClass().add("facts");
        final ColumnConstraints left = new ColumnConstraints();
        final ColumnConstraints right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        right.setHalignment(HPos.RIGHT);
        getColumnConstraints().addAll(left, right);
        for (final String name : names) {
            add(name);
        }
    }

    private Label add(final String name) {
        final Label label = new Label(name);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        setValignment(label, VPos.TOP);
        final Label value = new Label(Numbers.NONE);
        value.getStyleClass().add("number");
        value.setWrapText(true);
        addRow(values.size(), label, value);
        values.put(name, value);
        return value;
    }

    /** Shows a value as plain text. */
    public void set(final String name, final String text) {
        set(name, text, Ink.TEXT);
    }

    /** Shows a value in a colour that says the same as its text. */
    public void set(final String name, final String text, final Ink ink) {
        final Label value = values.containsKey(name) ? values.get(name) : add(name);
        if (!text.equals(value.getText())) {
            value.setText(text);
        }
        Inks.mark(value, ink);
    }

    /** The text beside this name. */
    public String get(final String name) {
        return values.get(name).getText();
    }
}
