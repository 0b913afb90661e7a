package io.ringmaster.inference.model.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The one environment of ONNX Runtime in this process. The library frees it in a shutdown hook of its own, which cannot be removed. A session that a
 * signal ends still decides at that time and opens models, and the freed environment ends the process with an abort. The native environment counts
 * its references, so this class takes a second one, which nothing gives back: the environment lives as long as the process.
 */
final class OnnxRuntimeEnvironment {

    private static final OrtLoggingLevel LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
    private static final String NAME = "ringmaster";

    private static boolean isKept;

    private OnnxRuntimeEnvironment() {
    }

    static synchronized OrtEnvironment get() throws OrtException {
        final OrtEnvironment environment = OrtEnvironment.getEnvironment(LEVEL, NAME);
        if (!isKept) {
            environment.setTelemetry(false);
            takeReference();
            isKept = true;
        }
        return environment;
    }

    /** The library has no public call for this: its Java object is a singleton, and only its private constructor creates a native handle. */
    private static void takeReference() throws OrtException {
        try {
            final Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
            final Field api = library.getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            final Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), LEVEL.getValue(), NAME);
        } catch (final ReflectiveOperationException e) {
            throw new LinkageError("this version of ONNX Runtime has no environment that outlives the start of an exit", e);
        }
    }
}
