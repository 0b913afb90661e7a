package io.ringmaster.inference.model;

/** Which engine runs a model: the setting {@code policy.model.engine}. */
public enum EngineChoice {

    /** The exact engine if it knows every operator and agrees with ONNX Runtime; otherwise ONNX Runtime. */
    AUTO,

    /** ONNX Runtime. */
    ONNXRUNTIME,

    /** The exact engine; ONNX Runtime is not loaded. */
    EXACT
}
