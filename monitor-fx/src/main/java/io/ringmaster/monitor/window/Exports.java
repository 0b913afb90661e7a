package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.View;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableView;

/** Writes what a view shows: its picture, and each of its tables as CSV. Returns what to say about it. */
final class Exports {

    private Exports() {
    }

    static String picture(final View view, final Path file) throws IOException {
        final String name = file.getFileName().toString();
        final Path written = name.endsWith(".png") ? file : file.resolveSibling(name + ".png");
        Picture.of(view.node()).write(written);
        return "Wrote " + written;
    }

    /** One file a table, named after it. */
    static String tables(final View view, final Path folder, final String name) throws IOException {
        final Map<String, String> tables = new TreeMap<>();
        collect(view.node(), tables);
        for (final Map.Entry<String, String> table : tables.entrySet()) {
            Files.writeString(folder.resolve(name + "-" + table.getKey() + ".csv"), table.getValue());
        }
        return tables.isEmpty() ? "This view has no table." : "Wrote " + tables.size() + (tables.size() == 1 ? " table to " : " tables to ") + folder;
    }

    private static void collect(final Node node, final Map<String, String> tables) {
        switch (node) {
            case final LiveTable<?> table -> tables.put(table.getId(), CsvText.of(table));
            case final TableView<?> table -> tables.put(table.getId(), CsvText.of(table));
            case final Parent parent -> parent.getChildrenUnmodifiable().forEach(child -> collect(child, tables));
            default -> { }
        }
    }
}
