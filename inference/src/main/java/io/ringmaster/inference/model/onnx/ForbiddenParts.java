package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.Message;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import java.util.List;

/** Looks at every part of a model, however deep, for what must not be in a policy. */
final class ForbiddenParts {

    private static final List<String> RANDOM =
        List.of("Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike");

    private final String model;
    private final TensorReader tensors;

    ForbiddenParts(final String model, final TensorReader tensors) {
        this.model = model;
        this.tensors = tensors;
    }

    /** @throws ModelRefusedException at the first forbidden part */
    void check(final Message part) {
        switch (part) {
            case final TensorProto tensor -> check(tensor);
            case final NodeProto node -> check(node);
            case final AttributeProto attribute when attribute.hasG() || attribute.getGraphsCount() > 0 ->
                throw refused("attribute \"" + attribute.getName() + "\" holds a graph, as If, Loop and Scan do, so its run time has no bound."
                    + " Export a network without control flow.");
            case final SparseTensorProto sparse ->
                throw refused("constant \"" + sparse.getValues().getName() + "\" is sparse: it may claim more memory than the file has. Export it dense.");
            case final FunctionProto function ->
                throw refused("it defines the function " + function.getName() + ". Export it with ONNX's own operators only.");
            default -> { }
        }
        part.getAllFields().forEach((field, value) -> {
            if (value instanceof final Message inner) {
                check(inner);
            } else if (value instanceof final List<?> list && !list.isEmpty() && list.getFirst() instanceof Message) {
                list.forEach(inner -> check((Message) inner));
            }
        });
    }

    private void check(final TensorProto tensor) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw refused("constant \"" + tensor.getName() + "\" is in another file, which the hash of the model does not cover. Export the model with"
                + " all weights inside.");
        }
        tensors.check(tensor);
    }

    private void check(final NodeProto node) {
        if (!OnnxReader.isDefaultDomain(node.getDomain())) {
            throw refused("operator " + node.getDomain() + "." + node.getOpType() + " is not one of ONNX's own. Export it with those only.");
        }
        if (RANDOM.contains(node.getOpType())) {
            throw refused("operator " + node.getOpType() + " draws random numbers, so a replay would differ. Export the deterministic policy.");
        }
    }

    private ModelRefusedException refused(final String why) {
        return new ModelRefusedException(model + ": " + why);
    }
}
