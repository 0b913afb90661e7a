package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ringmaster.inference.model.graph.Graph;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the bytes of an ONNX file. The caller reads the file once; the hash, the checks and both engines use the same bytes, so a file that changes
 * meanwhile has no effect.
 */
public final class OnnxReader {

    /** The largest file that is read by default: 64 MiB. */
    public static final int MOST_BYTES = 64 << 20;

    /** The oldest version of ONNX's operators that is read. */
    public static final int OLDEST_OPSET = 7;
    /** The newest version that the ONNX Runtime in use supports. */
    public static final int NEWEST_OPSET = 26;
    /** The newest version of the file format that the ONNX Runtime in use supports. */
    public static final int NEWEST_FORMAT = 13;

    private OnnxReader() {
    }

    /**
     * The model in a file.
     *
     * @param name      of the file, for messages
     * @param bytes     its whole content; kept, so do not change it
     * @param mostBytes largest allowed size in bytes
     * @throws ModelRefusedException if it must not decide
     */
    public static Model read(final String name, final byte[] bytes, final long mostBytes) {
        if (bytes.length > mostBytes) {
            throw new ModelRefusedException(name + ": it has more than " + mostBytes + " bytes. Use a smaller network, or raise the limit.");
        }
        PartCount.check(name, bytes, ModelProto.getDescriptor());
        final ModelProto model = parsed(name, bytes);
        if (!model.hasGraph()) {
            throw PartCount.broken(name, null);
        }
        final int opset = opset(name, model);
        final TensorReader tensors = new TensorReader(name);
        new ForbiddenParts(name, tensors).check(model);
        final Graph graph = new GraphReader(name, tensors).read(model.getGraph());
        GrowthCheck.check(name, graph);
        final SortedMap<String, String> metadata = new TreeMap<>();
        model.getMetadataPropsList().forEach(property -> metadata.put(property.getKey(), property.getValue()));
        return new Model(name, bytes, sha256(bytes), opset, graph, metadata);
    }

    private static ModelProto parsed(final String name, final byte[] bytes) {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (final InvalidProtocolBufferException e) {
            throw PartCount.broken(name, e);
        }
    }

    private static int opset(final String name, final ModelProto model) {
        if (model.getIrVersion() > NEWEST_FORMAT) {
            throw new ModelRefusedException(
                name + ": its format has version " + model.getIrVersion() + ", and the newest known is " + NEWEST_FORMAT + ". Export it with an older one.");
        }
        long opset = 0;
        for (final OperatorSetIdProto imported : model.getOpsetImportList()) {
            opset = isDefaultDomain(imported.getDomain()) ? imported.getVersion() : opset;
        }
        if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
            throw new ModelRefusedException(name + ": its opset is " + (opset == 0 ? "missing" : Long.toString(opset)) + ". Export it with an opset from "
                + OLDEST_OPSET + " to " + NEWEST_OPSET + ".");
        }
        return (int) opset;
    }

    static boolean isDefaultDomain(final String domain) {
        return domain.isEmpty() || "ai.onnx".equals(domain);
    }

    /** In lower-case hexadecimal. */
    public static String sha256(final byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
