package io.ringmaster.config.binding;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML text without interpreting the values; the record decides their meaning. Aliases that repeat a section or a list are refused,
 * because a short text could then expand without limit. Reads the events of the parser, not its tree: a registry of ten thousand strategies has
 * half a million events.
 */
final class YamlReader {

    /** 10,000 strategies are about 2 MB; the library's own limit is 3 MB. */
    private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
    private static final int MAX_DEPTH = 60;
    private static final int BUFFER = 16 * 1024;

    /** Stands for an anchored value with a fault. */
    private static final Given TAKEN = new Given.Items(List.of(), Given.OVERRIDE);

    private final Faults faults;
    private final boolean isOverride;
    private final Map<String, Given> anchored = new TreeMap<>();
    private Iterator<Event> events;

    private YamlReader(final Faults faults, final boolean isOverride) {
        this.faults = faults;
        this.isOverride = isOverride;
    }

    /** Reads a document whose root is a section; an empty document is an empty section. Returns null if there is a fault. */
    static Given.Section readDocument(final String yaml, final Faults faults) {
        final Optional<Given> root = new YamlReader(faults, false).read(yaml, KeyPath.ROOT);
        if (root == null) {
            return null;
        }
        if (root.isEmpty()) {
            return new Given.Section(new LinkedHashMap<>(), 1);
        }
        if (root.get() instanceof final Given.Section section) {
            return section;
        }
        faults.add(root.get().line(), "", "the file must contain keys, but contains a "
            + (root.get() instanceof Given.Items ? "list" : "single value") + ". Write lines 'key: value'.");
        return null;
    }

    /** Reads the text of an override or a default as YAML; returns null if there is a fault. */
    static Given readFragment(final String yaml, final KeyPath path, final Faults faults) {
        final Optional<Given> root = new YamlReader(faults, true).read(yaml, path);
        return root == null ? null : root.orElse(new Given.Text("", true, Given.OVERRIDE));
    }

    /** Null if it cannot be read; empty if there is nothing. */
    @SuppressWarnings("OptionalAssignedToNull")
    private Optional<Given> read(final String yaml, final KeyPath path) {
        final LoadSettings settings = LoadSettings.builder().setBufferSize(BUFFER).setCodePointLimit(MAX_CHARACTERS).build();
        try {
            events = new Parse(settings).parseString(yaml).iterator();
            events.next();                                      // The stream's start.
            if (events.next().getEventId() == Event.ID.StreamEnd) {
                return Optional.empty();
            }
            final Given root = given(events.next(), path, 0);
            events.next();                                      // The document's end.
            final Event next = events.next();
            if (next.getEventId() != Event.ID.StreamEnd) {
                faults.add(line(next), path, "a second document begins. Keep one in a file.");
                return null;
            }
            return root == null ? null : Optional.of(root);
        } catch (final MarkedYamlEngineException e) {
            final int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            final String message = "not YAML: " + e.getProblem() + ". Check indentation, quotes and brackets.";
            faults.add(isOverride ? Given.OVERRIDE : line, path, message);
        } catch (final YamlEngineException e) {
            faults.add(isOverride ? Given.OVERRIDE : 1, path, "not YAML: " + e.getMessage().lines().findFirst().orElse("") + ".");
        }
        return null;
    }

    /** The value that begins with an event; null after a fault, which is then collected. */
    private Given given(final Event event, final KeyPath path, final int depth) {
        if (depth > MAX_DEPTH) {
            throw new YamlEngineException("nested deeper than " + MAX_DEPTH);
        }
        if (event instanceof final AliasEvent alias) {
            return repeated(alias, path);
        }
        final Given given = switch (event) {
            case final ScalarEvent scalar -> new Given.Text(scalar.getValue(), scalar.isPlain(), line(event));
            case final SequenceStartEvent _ -> items(event, path, depth);
            case final MappingStartEvent _ -> section(event, path, depth);
            default -> throw new IllegalStateException("event " + event.getEventId());
        };
        ((NodeEvent) event).getAnchor().map(Anchor::getValue).ifPresent(name -> anchored.put(name, given == null ? TAKEN : given));
        return given;
    }

    private Given repeated(final AliasEvent alias, final KeyPath path) {
        final String name = alias.getAnchor().map(Anchor::getValue).orElseThrow();
        final Given known = anchored.get(name);
        if (known instanceof Given.Text) {
            return known;
        }
        faults.add(line(alias), path, known == null ? "there is no anchor '&" + name + "' before this alias. Write the value."
            : "an alias ('*') repeats a section or list. Write it out.");
        return null;
    }

    private Given.Items items(final Event start, final KeyPath path, final int depth) {
        final List<Given> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(given(event, path.child(items.size()), depth + 1));
        }
        return new Given.Items(items, line(start));
    }

    private Given.Section section(final Event start, final KeyPath path, final int depth) {
        final Map<String, Given.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            final int line = line(event);
            final Given key = given(event, path, depth + 1);
            if (key instanceof Given.Text(final String name, final boolean _, final int _)) {
                final KeyPath keyPath = path.child(name);
                final Given.Entry entry = new Given.Entry(line, given(events.next(), keyPath, depth + 1));
                final Given.Entry first = entries.putIfAbsent(name, entry);
                if (first != null) {
                    faults.add(line, keyPath, "given twice, first on line " + first.line() + ". Remove one of them.");
                }
            } else {
                given(events.next(), path, depth + 1);
                faults.add(line, path, "a key is a list or a section. Write a plain word before the colon.");
            }
        }
        return new Given.Section(entries, line(start));
    }

    private int line(final Event event) {
        return isOverride ? Given.OVERRIDE : event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
