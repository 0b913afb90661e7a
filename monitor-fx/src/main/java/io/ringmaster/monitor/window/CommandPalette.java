package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.kit.Command;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** Every command by a part of its name. */
final class CommandPalette extends VBox {

    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final Consumer<Command> onChoice;

    CommandPalette(final List<Command> commands, final Consumer<Command> onChoice) {
        this.onChoice = onChoice;
        getStyleClass().addAll("card", "palette");
        field.setPromptText("Type a command");
        field.setId("palette-field");
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label("No command has this name."));
        list.getItems().setAll(commands);
        list.getSelectionModel().selectFirst();
        field.textProperty().addListener((value, before, typed) -> {
            list.getItems().setAll(Matches.of(typed, commands));
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setOnMouseClicked(click -> choose());
        getChildren().addAll(field, list);
    }

    TextField field() {
        return field;
    }

    private void onKey(final KeyEvent key) {
        final int last = list.getItems().size() - 1;
        final int selected = list.getSelectionModel().getSelectedIndex();
        if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
            final int next = Math.clamp(selected + (key.getCode() == KeyCode.DOWN ? 1L : -1L), 0, Math.max(0, last));
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 5));
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER) {
            key.consume();
            choose();
        }
    }

    private void choose() {
        final Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            onChoice.accept(chosen);
        }
    }

    private static final class Cell extends ListCell<Command> {

        private final Label name = new Label();
        private final Label keys = new Label();
        private final BorderPane line = new BorderPane(null, null, keys, null, name);

        private Cell() {
            keys.getStyleClass().add("muted");
        }

        @Override
        protected void updateItem(final Command command, final boolean isEmpty) {
            super.updateItem(command, isEmpty);
            if (isEmpty || command == null) {
                setGraphic(null);
                return;
            }
            name.setText(command.name());
            keys.setText(Keys.text(command.keys()));
            setGraphic(line);
        }
    }
}
