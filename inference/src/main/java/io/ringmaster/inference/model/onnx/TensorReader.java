package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads constants. Nothing is allocated for a tensor before its data is known to be there. */
final class TensorReader {

    private final String model;

    TensorReader(final String model) {
        this.model = model;
    }

    /** @throws ModelRefusedException if the shape and the data have different sizes, or no policy uses this type */
    void check(final TensorProto tensor) {
        final DataType type = DataType.forNumber(tensor.getDataType());
        final int width = type == null ? 0 : width(type);
        if (width == 0) {
            throw new ModelRefusedException(model + ": constant " + label(tensor) + " has the element type "
                + (type == null ? "number " + tensor.getDataType() : type) + ", which policies do not use. Export the weights as float32.");
        }
        final long needed = elements(tensor);
        final long found = tensor.hasRawData() ? tensor.getRawData().size() / width : typed(tensor, type);
        if (needed != found || tensor.hasRawData() && tensor.getRawData().size() % width != 0) {
            throw new ModelRefusedException(model + ": constant " + label(tensor) + " has the shape " + tensor.getDimsList()
                + ", but its data has the size of " + found + " elements. The file is damaged: export it again.");
        }
    }

    /** @return the number of elements; {@code Long.MAX_VALUE} if it does not fit */
    private long elements(final TensorProto tensor) {
        long elements = 1;
        for (final long dim : tensor.getDimsList()) {
            if (dim < 0 || dim > Integer.MAX_VALUE) {
                throw new ModelRefusedException(model + ": constant " + label(tensor) + " has the dimension " + dim
                    + ". A dimension is between 0 and " + Integer.MAX_VALUE + ". The file is damaged: export it again.");
            }
            elements = elements > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * dim;
        }
        return elements;
    }

    /** Bytes of an element; 0 for types that policies do not use. */
    private static int width(final DataType type) {
        return switch (type) {
            case BOOL, INT8, UINT8 -> 1;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> 0;
        };
    }

    private static int typed(final TensorProto tensor, final DataType type) {
        return switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    /** @param tensor one that passed {@link #check} */
    Tensor read(final TensorProto tensor) {
        final int[] dims = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
        final int size = (int) elements(tensor);
        final ByteBuffer raw = tensor.hasRawData() ? tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN) : null;
        return switch (DataType.forNumber(tensor.getDataType())) {
            case FLOAT -> {
                final float[] floats = new float[size];
                for (int i = 0; i < size; i++) {
                    floats[i] = raw == null ? tensor.getFloatData(i) : raw.getFloat(Float.BYTES * i);
                }
                yield Tensor.of(floats, dims);
            }
            case INT64 -> {
                final long[] integers = new long[size];
                Arrays.setAll(integers, i -> raw == null ? tensor.getInt64Data(i) : raw.getLong(Long.BYTES * i));
                yield Tensor.of(integers, dims);
            }
            case INT32 -> {
                final long[] integers = new long[size];
                Arrays.setAll(integers, i -> raw == null ? tensor.getInt32Data(i) : raw.getInt(Integer.BYTES * i));
                yield Tensor.of(integers, dims);
            }
            default -> new Tensor(dims, null, null);
        };
    }

    private static String label(final TensorProto tensor) {
        return '"' + tensor.getName() + '"';
    }
}
