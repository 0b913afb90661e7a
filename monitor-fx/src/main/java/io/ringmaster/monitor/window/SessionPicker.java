package io.ringmaster.monitor.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** The choice of a session: those that were opened before, those in a directory such as {@code journals}, and any other. */
final class SessionPicker extends VBox {

    private static final int MOST_FOUND = 50;

    private final ListView<Path> list = new ListView<>();
    private final Consumer<Path> onChoice;

    /** @param onOther called when another directory is wanted */
    SessionPicker(final List<Path> sessions, final Consumer<Path> onChoice, final Runnable onOther) {
        this.onChoice = onChoice;
        getStyleClass().addAll("card", "picker");
        final Label title = new Label("Open a session");
        title.getStyleClass().add("card-title");
        final Label how = new Label("Choose one, or drop the directory of a session on the window. The monitor only reads it.");
        how.getStyleClass().add("muted");
        list.setId("picker-list");
        list.getItems().setAll(sessions);
        list.getSelectionModel().selectFirst();
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label("No session was opened yet. ./ringmaster demo makes one."));
        list.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                choose();
            }
        });
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                key.consume();
                choose();
            }
        });
        final Button open = new Button("Open");
        open.setId("picker-open");
        open.setDefaultButton(true);
        open.setOnAction(press -> choose());
        final Button other = new Button("Another directory…");
        other.setId("picker-other");
        other.setOnAction(press -> onOther.run());
        final BorderPane buttons = new BorderPane(null, null, open, null, other);
        getChildren().addAll(title, how, list, buttons);
    }

    ListView<Path> list() {
        return list;
    }

    private void choose() {
        final Path chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            onChoice.accept(chosen);
        }
    }

    /** Whether a directory looks like a session. */
    static boolean isSession(final Path directory) {
        return Files.isDirectory(directory.resolve("input")) && Files.isDirectory(directory.resolve("output"));
    }

    /** The sessions that are still there: first those that were opened, then those in a directory, the newest first. */
    static List<Path> sessions(final List<Path> opened, final Path directory) {
        final Set<Path> all = new LinkedHashSet<>();
        opened.stream().filter(SessionPicker::isSession).forEach(all::add);
        try (Stream<Path> inside = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            inside.map(each -> each.toAbsolutePath().normalize()).filter(SessionPicker::isSession)
                .sorted(Comparator.comparing(Path::getFileName).reversed()).limit(MOST_FOUND).forEach(all::add);
        } catch (final IOException e) {
            // A directory that cannot be listed has nothing to offer.
            return new ArrayList<>(all);
        }
        return new ArrayList<>(all);
    }

    private static final class Cell extends ListCell<Path> {

        private final Label name = new Label();
        private final Label place = new Label();
        private final VBox lines = new VBox(name, place);

        private Cell() {
            place.getStyleClass().addAll("muted", "small");
        }

        @Override
        protected void updateItem(final Path path, final boolean isEmpty) {
            super.updateItem(path, isEmpty);
            if (isEmpty || path == null) {
                setGraphic(null);
                return;
            }
            name.setText(path.getFileName() + "");
            place.setText(path.getParent() + "");
            setGraphic(lines);
        }
    }
}
