package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.kit.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Calls commands by their keys, but not those that are being typed into a field or press the button that has the focus. */
final class Keys {

    private final Map<KeyCombination, Command> commands = new LinkedHashMap<>();
    private final BooleanSupplier isBlocked;

    /** @param isBlocked whether something in front of the views takes all keys */
    Keys(final List<Command> all, final BooleanSupplier isBlocked) {
        this.isBlocked = isBlocked;
        for (final Command command : all) {
            if (!command.keys().isEmpty()) {
                commands.put(KeyCombination.valueOf(command.keys()), command);
            }
        }
    }

    void listenTo(final Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> onKey(key, scene.getFocusOwner()));
    }

    /** How the keys are written on this system, such as {@code Ctrl+K}. */
    static String text(final String keys) {
        return keys.isEmpty() ? "" : KeyCombination.valueOf(keys).getDisplayText();
    }

    private void onKey(final KeyEvent key, final Node focus) {
        if (isBlocked.getAsBoolean() || isForTheFocus(key, focus)) {
            return;
        }
        commands.entrySet().stream().filter(each -> each.getKey().match(key)).findFirst().ifPresent(each -> {
            key.consume();
            each.getValue().action().run();
        });
    }

    private static boolean isForTheFocus(final KeyEvent key, final Node focus) {
        if (focus instanceof TextInputControl) {
            return !key.isShortcutDown() && !key.getCode().isFunctionKey();
        }
        return (focus instanceof ButtonBase || focus instanceof ComboBoxBase<?>) && key.getCode() == KeyCode.SPACE;
    }
}
