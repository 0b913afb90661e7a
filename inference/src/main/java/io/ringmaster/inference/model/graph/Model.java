package io.ringmaster.inference.model.graph;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that passed every check of its file. Both engines are made from it: ONNX Runtime from the bytes, the exact engine from the graph.
 *
 * @param name     of the file, for messages
 * @param bytes    the file's content; read only
 * @param sha256   of exactly these bytes, in lower-case hexadecimal
 * @param opset    version of ONNX's default operators
 * @param metadata the properties that the file carries, by key
 */
public record Model(String name, byte[] bytes, String sha256, int opset, Graph graph, SortedMap<String, String> metadata) {

    /** The key of the metadata that holds the canonical text of the model's observation contract. */
    public static final String CONTRACT_KEY = "ringmaster.contract";

    public Model {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** @throws ModelRefusedException if the file has another hash */
    public Model requireSha256(final String expected) {
        if (!sha256.equalsIgnoreCase(expected)) {
            throw new ModelRefusedException(
                name + ": its SHA-256 is " + sha256 + ", but " + expected + " was expected. Give the file that was meant, or correct the hash.");
        }
        return this;
    }
}
