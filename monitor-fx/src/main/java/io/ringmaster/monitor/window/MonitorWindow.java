package io.ringmaster.monitor.window;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Palette;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window: opens sessions, shows their newest moment on each frame, carries out commands, and remembers how it was. For the JavaFX thread. */
public final class MonitorWindow {

    private final Stage stage;
    private final Remembered remembered;
    private final Path journals;
    private final Shell shell;
    private final List<Command> commands = new ArrayList<>();
    private final AnimationTimer frames = new AnimationTimer() {
        @Override
        public void handle(final long nowNs) {
            onFrame(nowNs);
        }
    };
    private SessionModel model;
    private Path directory;
    private Runnable onClose = () -> { };

    /** @param journals a directory whose sessions are offered */
    public MonitorWindow(final Stage stage, final Remembered remembered, final Path journals) {
        this.stage = stage;
        this.remembered = remembered;
        this.journals = journals;
        shell = new Shell(Palette.named(remembered.text("theme", Palette.DARK.name())));
    }

    /** Shows the window, with a session or the choice of one. */
    public void show(final MonitorRequest request) {
        if (request.theme() != null) {
            shell.use(Palette.named(request.theme()));
        }
        final Scene scene = new Scene(shell.root(), width(request), height(request));
        stage.setScene(scene);
        stage.setTitle("Ringmaster");
        shell.scale(remembered.number("scale", 1));
        collectCommands();
        new Keys(commands, () -> shell.overlay().isVisible()).listenTo(scene);
        acceptDrops(scene);
        restorePlace(request);
        shell.open(request.page() != null ? request.page() : Page.of(remembered.text("view", "")).filter(Views.pages()::contains).orElse(Page.OVERVIEW));
        shell.use((SessionModel) null);
        if (request.directory() == null) {
            choose();
        } else {
            open(request.directory());
            goTo(request.at());
        }
        stage.setOnHidden(hidden -> close());
        stage.show();
        frames.start();
    }

    Shell shell() {
        return shell;
    }

    /** The session that is open; null for none. */
    SessionModel model() {
        return model;
    }

    /** Called when the window was closed. */
    public void onClose(final Runnable action) {
        onClose = action;
    }

    private double width(final MonitorRequest request) {
        return request.size() != null ? request.size().width() : remembered.number("width", MonitorRequest.Size.OF_PICTURES.width());
    }

    private double height(final MonitorRequest request) {
        return request.size() != null ? request.size().height() : remembered.number("height", MonitorRequest.Size.OF_PICTURES.height());
    }

    /** A window that would lie on a screen that is gone is placed by the system. */
    private void restorePlace(final MonitorRequest request) {
        final double x = remembered.number("x", Double.NEGATIVE_INFINITY);
        final double y = remembered.number("y", Double.NEGATIVE_INFINITY);
        if (Screen.getScreensForRectangle(new Rectangle2D(x, y, 1, 1)).isEmpty()) {
            return;
        }
        stage.setX(x);
        stage.setY(y);
        stage.setMaximized(request.size() == null && Boolean.parseBoolean(remembered.text("maximized", "false")));
    }

    // ------------------------------------------------------------------ sessions

    private void choose() {
        final SessionPicker picker =
            new SessionPicker(SessionPicker.sessions(remembered.sessions(), journals), this::openChosen, this::chooseDirectory);
        shell.overlay().open(picker, picker.list());
    }

    private void openChosen(final Path chosen) {
        shell.overlay().close();
        open(chosen);
    }

    private void chooseDirectory() {
        final DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open the directory of a session");
        final File chosen = chooser.showDialog(stage);
        if (chosen != null) {
            openChosen(chosen.toPath());
        }
    }

    void open(final Path chosen) {
        final SessionModel opened;
        try {
            opened = SessionModel.open(chosen);
        } catch (final NoSuchFileException e) {
            shell.complain(chosen + " holds no session: the directory input is missing.");
            return;
        }
        if (model != null) {
            model.close();
        }
        model = opened;
        directory = chosen.toAbsolutePath().normalize();
        stage.setTitle(directory.getFileName() + " – Ringmaster");
        remembered.opened(directory);
        shell.use(model);
        shell.say("");
    }

    private void goTo(final String at) {
        if (at != null && model != null) {
            final SessionModel opened = model;
            opened.settled().thenAccept(moment -> Platform.runLater(() -> goTo(at, opened, moment)));
        }
    }

    /** @param newest null if no event could be read */
    private void goTo(final String at, final SessionModel opened, final Moment newest) {
        if (newest != null && opened == model) {
            try {
                opened.goToTime(AtTime.in(newest, at));
            } catch (final InvalidInputException e) {
                shell.complain(e.getMessage());
            }
        }
    }

    private void acceptDrops(final Scene scene) {
        scene.setOnDragOver(drag -> {
            if (dropped(drag) != null) {
                drag.acceptTransferModes(TransferMode.ANY);
            }
            drag.consume();
        });
        scene.setOnDragDropped(drag -> {
            final Path folder = dropped(drag);
            drag.setDropCompleted(folder != null);
            drag.consume();
            if (folder != null) {
                openChosen(folder);
            }
        });
    }

    /** The directory that is dragged, or that of a file in a session; null if nothing like this is dragged. */
    private static Path dropped(final DragEvent drag) {
        return drag.getDragboard().getFiles().stream().map(File::toPath)
            .map(path -> SessionPicker.isSession(path) || path.getParent() == null ? path : SessionPicker.isSession(path.getParent()) ? path.getParent() : path)
            .filter(SessionPicker::isSession).findFirst().orElse(null);
    }

    private void onFrame(final long nowNs) {
        if (model == null) {
            return;
        }
        final Moment moment;
        try {
            moment = model.moment();
        } catch (final IllegalStateException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            model.close();
            model = null;
            shell.forgetModel();
            shell.complain(e.getMessage() + ": " + cause.getMessage() + ". What was read is still shown.");
            return;
        }
        try {
            if (moment != null) {
                shell.show(moment, nowNs);
            }
        } catch (final RuntimeException e) {
            // One view that fails must not end the others, nor the next moment.
            shell.complain("The view " + shell.page().title() + " cannot show this moment: " + e + ". Report this, and open another view.");
        }
    }

    // ------------------------------------------------------------------ commands

    private void collectCommands() {
        commands.addAll(shell.commands());
        commands.add(new Command("Open a session", "Shortcut+O", this::choose));
        commands.add(new Command("Find a command", "Shortcut+K", this::findCommand));
        commands.add(new Command("Show the keys", "F1", this::showKeys));
        commands.add(new Command("Show the keys (question mark)", "Shift+Slash", this::showKeys));
        commands.add(new Command("Save the view as a picture", "Shortcut+S", this::savePicture));
        commands.add(new Command("Save the tables of the view as CSV", "Shortcut+E", this::saveTables));
        commands.add(new Command("Close the window", "Shortcut+W", stage::close));
    }

    private List<Command> allCommands() {
        final List<Command> all = new ArrayList<>(shell.view() == null ? List.of() : shell.view().commands());
        all.addAll(commands);
        return all;
    }

    private void findCommand() {
        final CommandPalette palette = new CommandPalette(allCommands(), command -> {
            shell.overlay().close();
            command.action().run();
        });
        shell.overlay().open(palette, palette.field());
    }

    private void showKeys() {
        final KeyboardHelp help = new KeyboardHelp(allCommands());
        shell.overlay().open(help, help);
    }

    private String fileName(final String ending) {
        return (directory == null ? "monitor" : directory.getFileName()) + "-" + (shell.page() == null ? "view" : shell.page().id()) + ending;
    }

    private void savePicture() {
        final FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the view as a picture");
        chooser.setInitialFileName(fileName(".png"));
        save(chooser.showSaveDialog(stage), file -> Exports.picture(shell.view(), file));
    }

    private void saveTables() {
        final DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Save the tables of the view as CSV, one file each");
        save(chooser.showDialog(stage), folder -> Exports.tables(shell.view(), folder, fileName("")));
    }

    /** Writes what a person chose; what it says is shown. */
    private interface Saving {
        String to(Path file) throws IOException;
    }

    private void save(final File chosen, final Saving saving) {
        if (chosen == null || shell.view() == null) {
            return;
        }
        final Path file = chosen.toPath().toAbsolutePath().normalize();
        if (directory != null && file.startsWith(directory)) {
            shell.complain("The monitor writes nothing into a session. Choose another directory than " + directory + ".");
            return;
        }
        try {
            shell.say(saving.to(file));
        } catch (final IOException e) {
            shell.complain("Cannot write " + file + ": " + e.getMessage() + ". Choose another directory.");
        }
    }

    // ------------------------------------------------------------------ the end

    private void close() {
        frames.stop();
        remembered.note("theme", shell.palette().get().name());
        remembered.note("scale", shell.scale());
        remembered.note("view", shell.page() == null ? "" : shell.page().id());
        remembered.note("maximized", stage.isMaximized());
        if (!stage.isMaximized()) {
            remembered.note("x", stage.getX());
            remembered.note("y", stage.getY());
            remembered.note("width", stage.getScene().getWidth());
            remembered.note("height", stage.getScene().getHeight());
        }
        remembered.write();
        if (model != null) {
            model.close();
        }
        onClose.run();
    }
}
