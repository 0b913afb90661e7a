package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.Views;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The views at the left, each with its key. */
final class Rail extends VBox {

    private final Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);

    Rail(final Consumer<Page> onChoice) {
        getStyleClass().add("rail");
        for (final Page page : Views.pages()) {
            final Label key = new Label(page.key());
            key.getStyleClass().addAll("muted", "small", "rail-key");
            final ToggleButton button = new ToggleButton(page.title(), key);
            button.setContentDisplay(ContentDisplay.LEFT);
            button.setId("rail-" + page.id());
            button.setMaxWidth(Double.MAX_VALUE);
            button.setFocusTraversable(false);
            button.setTooltip(new Tooltip(page.title() + ": " + page.shows()));
            button.setOnAction(press -> onChoice.accept(page));
            buttons.put(page, button);
            getChildren().add(button);
        }
    }

    void select(final Page page) {
        buttons.forEach((each, button) -> button.setSelected(each == page));
    }
}
