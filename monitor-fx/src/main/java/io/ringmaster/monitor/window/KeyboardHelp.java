package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.kit.Command;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Every key and what it does, in two columns. */
final class KeyboardHelp extends VBox {

    KeyboardHelp(final List<Command> commands) {
        getStyleClass().addAll("card", "keyboard-help");
        setFocusTraversable(true);
        final Label title = new Label("Keys");
        title.getStyleClass().add("card-title");
        final GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        final List<Command> withKeys = commands.stream().filter(command -> !command.keys().isEmpty()).toList();
        final int half = (withKeys.size() + 1) / 2;
        for (int i = 0; i < withKeys.size(); i++) {
            final Label keys = new Label(Keys.text(withKeys.get(i).keys()));
            keys.getStyleClass().add("key");
            grid.add(keys, i / half * 2, i % half);
            grid.add(new Label(withKeys.get(i).name()), i / half * 2 + 1, i % half);
        }
        final Label close = new Label("Escape closes this. " + Keys.text("Shortcut+K") + " finds every command by its name.");
        close.getStyleClass().add("muted");
        getChildren().addAll(title, grid, close);
    }
}
