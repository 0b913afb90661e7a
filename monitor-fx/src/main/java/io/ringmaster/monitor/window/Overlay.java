package io.ringmaster.monitor.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A card in front of the views, such as the command palette. A click beside it or Escape closes it, and the focus goes back. */
final class Overlay extends StackPane {

    private Node focusBefore;

    Overlay() {
        getStyleClass().add("overlay");
        setAlignment(Pos.TOP_CENTER);
        setVisible(false);
        setOnMousePressed(press -> {
            if (press.getTarget() == this) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close();
            }
        });
    }

    /** Shows a card, and gives the focus to a node of it. */
    void open(final Region card, final Node focus) {
        final Scene scene = getScene();
        if (!isVisible()) {
            focusBefore = scene.getFocusOwner();
        }
        card.setMaxHeight(Region.USE_PREF_SIZE);
        card.setMaxWidth(Region.USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(true);
        focus.requestFocus();
    }

    void close() {
        setVisible(false);
        getChildren().clear();
        final Node before = focusBefore;
        // It may be a node of a session that is closed next: what it shows must not stay in memory.
        focusBefore = null;
        if (before != null) {
            before.requestFocus();
        }
    }
}
