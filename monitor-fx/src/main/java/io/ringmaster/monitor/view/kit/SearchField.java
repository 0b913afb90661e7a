package io.ringmaster.monitor.view.kit;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** A field to filter a table by text: each word must be found, capitals or not. Escape empties it. */
public final class SearchField extends TextField {

    private String[] words = new String[0];

    /**
     * Makes an empty field.
     *
     * @param id     for tests and stylesheets
     * @param prompt what you can search
     */
    public SearchField(final String id, final String prompt, final Consumer<SearchField> onChange) {
        setId(id);
        setPromptText(prompt);
        // The key that a page names brings you here: the focus of a new page belongs to its table.
        setFocusTraversable(false);
        getStyleClass().add("search");
        textProperty().addListener((value, before, after) -> {
            words = after.isBlank() ? new String[0] : after.strip().toLowerCase(Locale.ROOT).split("\\s+");
            onChange.accept(this);
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
                clear();
                key.consume();
            }
        });
    }

    /** Whether nothing is searched. */
    public boolean isBlank() {
        return words.length == 0;
    }

    /** Whether the text has each word. */
    public boolean isIn(final String text) {
        if (words.length == 0) {
            return true;
        }
        final String lower = text.toLowerCase(Locale.ROOT);
        for (final String word : words) {
            if (!lower.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
