package io.ringmaster.pipeline.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads YAML text as it stands, without deciding what a text means: that is the record's to say. Anchors that repeat a section or a list
 * are refused, because a short text could then stand for an endless one.
 */
final class YamlReader {

    /** 10,000 strategies are about 2 MB; the library's own limit is 3 MB. */
    private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private final Faults faults;
    private final boolean isOverride;
    private final Set<Node> anchored = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlReader(final Faults faults, final boolean isOverride) {
        this.faults = faults;
        this.isOverride = isOverride;
    }

    /** Reads a document whose root is a section; an empty document is an empty section. Null when there is a fault in the way. */
    static Given.Section readDocument(final String yaml, final Faults faults) {
        final YamlReader reader = new YamlReader(faults, false);
        final Optional<Node> root = reader.compose(yaml, "");
        if (root == null) {
            return null;
        }
        if (root.isEmpty()) {
            return new Given.Section(new LinkedHashMap<>(), 1);
        }
        final Given given = reader.convert(root.get(), "");
        if (given instanceof final Given.Section section) {
            return section;
        }
        if (given != null) {
            faults.add(given.line(), "", "the file must hold keys, but holds a " + (given instanceof Given.Items ? "list" : "single value")
                + ". Write lines 'key: value'.");
        }
        return null;
    }

    /** Reads the text of an override or of a default as YAML; null when there is a fault in it. */
    static Given readFragment(final String yaml, final String path, final Faults faults) {
        final YamlReader reader = new YamlReader(faults, true);
        final Optional<Node> root = reader.compose(yaml, path);
        if (root == null) {
            return null;
        }
        return root.isEmpty() ? new Given.Text("", true, Given.OVERRIDE) : reader.convert(root.get(), path);
    }

    @SuppressWarnings("OptionalAssignedToNull")
    private Optional<Node> compose(final String yaml, final String path) {
        final LoadSettings settings = LoadSettings.builder()
            .setSchema(new FailsafeSchema())        // Every value is a text here; guessing its type would only cost time.
            .setAllowDuplicateKeys(true).setAllowNonScalarKeys(true).setBufferSize(BUFFER).setCodePointLimit(MAX_CHARACTERS).build();
        try {
            return new Compose(settings).composeString(yaml);
        } catch (final MarkedYamlEngineException e) {
            final int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            final String message = "not YAML: " + e.getProblem() + ". Check indentation, quotes and brackets.";
            faults.add(isOverride ? Given.OVERRIDE : line, path, message);
        } catch (final YamlEngineException e) {
            faults.add(isOverride ? Given.OVERRIDE : 1, path, "not YAML: " + e.getMessage().lines().findFirst().orElse("") + ".");
        }
        return null;
    }

    private Given convert(final Node node, final String path) {
        if (node instanceof final ScalarNode scalar) {
            return new Given.Text(scalar.getValue(), scalar.isPlain(), line(node));
        }
        if (node.getAnchor().isPresent() && !anchored.add(node)) {
            faults.add(line(node), path, "an alias ('*') repeats the section or list of this line. Write it out.");
            return null;
        }
        return switch (node) {
            case final SequenceNode sequence -> items(sequence, path);
            case final MappingNode mapping -> section(mapping, path);
            default -> throw new IllegalStateException("node type " + node.getNodeType());
        };
    }

    private Given.Items items(final SequenceNode sequence, final String path) {
        final List<Given> items = new ArrayList<>(sequence.getValue().size());
        for (final Node node : sequence.getValue()) {
            items.add(convert(node, RecordShape.path(path, String.valueOf(items.size()))));
        }
        return new Given.Items(items, line(sequence));
    }

    private Given.Section section(final MappingNode mapping, final String path) {
        final Map<String, Given.Entry> entries = LinkedHashMap.newLinkedHashMap(mapping.getValue().size());
        for (final NodeTuple tuple : mapping.getValue()) {
            final int line = line(tuple.getKeyNode());
            if (tuple.getKeyNode() instanceof final ScalarNode key) {
                final String keyPath = RecordShape.path(path, key.getValue());
                final Given.Entry entry = new Given.Entry(line, convert(tuple.getValueNode(), keyPath));
                final Given.Entry first = entries.putIfAbsent(key.getValue(), entry);
                if (first != null) {
                    faults.add(line, keyPath, "given twice, first on line " + first.line() + ". Remove one of them.");
                }
            } else {
                faults.add(line, path, "a key is a list or a section. Write a plain word before the colon.");
            }
        }
        return new Given.Section(entries, line(mapping));
    }

    private int line(final Node node) {
        return isOverride ? Given.OVERRIDE : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
