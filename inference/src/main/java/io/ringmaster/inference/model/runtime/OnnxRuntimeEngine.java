package io.ringmaster.inference.model.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.ringmaster.inference.model.engine.EngineFailedException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.schema.EngineKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs any model that ONNX Runtime supports, on the calling thread: one thread within an operator and one between them, no spinning. Input and
 * outputs are tensors over direct buffers, made once. A run still allocates about 350 bytes in Java, because the library makes arrays of names and
 * handles for each call. Its results may differ in the last bits between processors.
 */
public final class OnnxRuntimeEngine implements ModelEngine {

    private final String model;
    private final OrtSession session;
    private final FloatBuffer inputBuffer;
    private final FloatBuffer[] outputBuffers;
    private final float[] input;
    private final float[][] outputs;
    private final Map<String, OnnxTensorLike> inputTensors;
    private final Map<String, OnnxValue> outputTensors = new LinkedHashMap<>();

    private OnnxRuntimeEngine(final Model model, final OrtEnvironment environment, final OrtSession session) throws OrtException {
        this.model = model.name();
        this.session = session;
        final Port port = model.graph().input();
        inputBuffer = direct(port.size());
        input = new float[port.size()];
        inputTensors = Map.of(port.name(), OnnxTensor.createTensor(environment, inputBuffer, port.shape()));
        final List<Port> ports = model.graph().outputs();
        outputBuffers = new FloatBuffer[ports.size()];
        outputs = new float[ports.size()][];
        for (int i = 0; i < outputs.length; i++) {
            outputBuffers[i] = direct(ports.get(i).size());
            outputs[i] = new float[ports.get(i).size()];
            outputTensors.put(ports.get(i).name(), OnnxTensor.createTensor(environment, outputBuffers[i], ports.get(i).shape()));
        }
    }

    /**
     * Loads the model from the bytes that were hashed and runs it once on zeros. The library unpacks its native code, 28 MB, to the directory for
     * temporary files and uses no network.
     *
     * @throws ModelRefusedException if ONNX Runtime refuses the model, or does not load on this machine
     */
    public static OnnxRuntimeEngine of(final Model model) {
        try {
            return opened(model, OnnxRuntimeEnvironment.get());
        } catch (final OrtException e) {
            throw new ModelRefusedException(model.name() + ": ONNX Runtime refuses it: " + oneLine(e) + ". Export the model again.", e);
        } catch (final LinkageError e) {
            throw new ModelRefusedException(model.name() + ": ONNX Runtime does not load on this machine (" + oneLine(e)
                + "). Take the exact engine if it knows the model: policy.model.engine: exact.", e);
        }
    }

    private static OnnxRuntimeEngine opened(final Model model, final OrtEnvironment environment) throws OrtException {
        final OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setDeterministicCompute(true);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            session = environment.createSession(model.bytes(), options);
        }
        OnnxRuntimeEngine engine = null;
        try {
            engine = new OnnxRuntimeEngine(model, environment, session);
            engine.compute();
            return engine;
        } catch (final OrtException e) {
            if (engine == null) {
                session.close();
            } else {
                engine.close();
            }
            throw e;
        }
    }

    private static FloatBuffer direct(final int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static String oneLine(final Throwable e) {
        final Throwable cause = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public EngineKind kind() {
        return EngineKind.ONNXRUNTIME;
    }

    @Override
    public float[] input() {
        return input;
    }

    @Override
    public int outputs() {
        return outputs.length;
    }

    @Override
    public float[] output(final int index) {
        return outputs[index];
    }

    @Override
    public void run() {
        try {
            compute();
        } catch (final OrtException e) {
            throw new EngineFailedException(model + ": ONNX Runtime failed: " + oneLine(e), e);
        }
    }

    private void compute() throws OrtException {
        inputBuffer.put(0, input);
        session.run(inputTensors, outputTensors).close();
        for (int i = 0; i < outputs.length; i++) {
            outputBuffers[i].get(0, outputs[i]);
        }
    }

    @Override
    public void close() {
        try {
            inputTensors.values().forEach(OnnxTensorLike::close);
            outputTensors.values().forEach(OnnxValue::close);
            session.close();
        } catch (final OrtException e) {
            throw new EngineFailedException(model + ": ONNX Runtime could not free the session: " + oneLine(e), e);
        }
    }
}
