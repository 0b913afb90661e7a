package io.ringmaster.config.binding;

import io.ringmaster.config.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All faults of one configuration, to report together. */
final class Faults {

    private final String source;
    private final List<Fault> all = new ArrayList<>();

    Faults(final String source) {
        this.source = source;
    }

    /** Those of a text, to which the faults of one of its readings come. */
    Faults(final Faults ofText) {
        source = ofText.source;
        all.addAll(ofText.all);
    }

    /**
     * @param line    line of the fault; {@link Given#OVERRIDE} if it is not in the file
     * @param path    dotted path of the key, empty for the whole document
     * @param message what is wrong and what to do
     */
    void add(final int line, final String path, final String message) {
        all.add(new Fault(line, path.isEmpty() ? message : "key '" + path + "': " + message));
    }

    void add(final int line, final KeyPath path, final String message) {
        add(line, path.toString(), message);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** One line per fault, in the order of the file, overrides last. */
    InvalidInputException toException() {
        final Comparator<Fault> byLine = Comparator.comparingInt(fault -> fault.line == Given.OVERRIDE ? Integer.MAX_VALUE : fault.line);
        return new InvalidInputException(all.stream()
            .sorted(byLine)
            .map(fault -> (fault.line == Given.OVERRIDE ? "override" : source + " line " + fault.line) + ": " + fault.text)
            .collect(Collectors.joining("\n")));
    }

    private record Fault(int line, String text) {
    }
}
