package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.kit.Command;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which commands a person means who types a part of their names. */
final class Matches {

    private Matches() {
    }

    /** The commands that have every typed word, those first in which words begin so. */
    static List<Command> of(final String typed, final List<Command> commands) {
        final List<String> words = Arrays.stream(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
        return commands.stream()
            .filter(command -> words.stream().allMatch(word -> command.name().toLowerCase(Locale.ROOT).contains(word)))
            .sorted(Comparator.comparingLong(command -> words.stream().filter(word -> !isBeginning(word, command)).count()))
            .toList();
    }

    private static boolean isBeginning(final String word, final Command command) {
        return Arrays.stream(command.name().toLowerCase(Locale.ROOT).split("\\s+")).anyMatch(each -> each.startsWith(word));
    }
}
