package io.ringmaster.monitor.model;

import io.ringmaster.journal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The names of the values that a model observes, from the contract in the metadata of its ONNX file. Reads only as much of the file's format (protocol
 * buffers) as it needs: {@code ModelProto.metadata_props} is field 14, a list of pairs of a key (1) and a value (2).
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class ObservationNames {

    private static final String CONTRACT = "ringmaster.contract";
    private static final int METADATA = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int MOST_CHARACTERS = 1 << 26;

    private ObservationNames() {
    }

    /** In the order of the observation; empty if the file is missing, is another model, or has no contract. */
    static List<String> of(final Path model, final String sha256) {
        if (!Files.isRegularFile(model)) {
            return List.of();
        }
        try {
            final byte[] bytes = Files.readAllBytes(model);
            final String contract = Sha256.of(bytes).equals(sha256) ? contract(ByteBuffer.wrap(bytes)) : null;
            return contract == null ? List.of() : names(contract);
        } catch (final IOException | RuntimeException e) {
            return List.of();    // The values are then shown by their places.
        }
    }

    private static String contract(final ByteBuffer model) {
        while (model.hasRemaining()) {
            final int tag = (int) varint(model);
            if (tag >> 3 == METADATA && (tag & 7) == BYTES) {
                final ByteBuffer entry = bytes(model);
                String key = "";
                String value = "";
                while (entry.hasRemaining()) {
                    final int field = (int) varint(entry);
                    final String text = StandardCharsets.UTF_8.decode(bytes(entry)).toString();
                    key = field >> 3 == KEY ? text : key;
                    value = field >> 3 == VALUE ? text : value;
                }
                if (key.equals(CONTRACT)) {
                    return value;
                }
            } else {
                skip(model, tag & 7);
            }
        }
        return null;
    }

    private static long varint(final ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            final byte next = from.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    private static ByteBuffer bytes(final ByteBuffer from) {
        final int length = Math.toIntExact(varint(from));
        final ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private static void skip(final ByteBuffer from, final int type) {
        switch (type) {
            case VARINT -> varint(from);
            case FIXED_64 -> from.position(from.position() + Long.BYTES);
            case BYTES -> bytes(from);
            case FIXED_32 -> from.position(from.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("no field of a message has the type " + type);
        }
    }

    /** A feature that says when it is missing has a second value behind its own. */
    private static List<String> names(final String contract) {
        final LoadSettings settings = LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build();
        final Map<?, ?> root = (Map<?, ?>) new Load(settings).loadFromString(contract);
        final List<String> names = new ArrayList<>();
        for (final Object each : (List<?>) root.get("features")) {
            final Map<?, ?> feature = (Map<?, ?>) each;
            names.add((String) feature.get("name"));
            if (Boolean.TRUE.equals(feature.get("mask"))) {
                names.add(feature.get("name") + ".missing");
            }
        }
        return List.copyOf(names);
    }
}
