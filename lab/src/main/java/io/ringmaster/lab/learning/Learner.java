package io.ringmaster.lab.learning;

import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import java.util.List;
import java.util.Map;

/** Acts in its environments and learns from that. One thread at a time uses it. */
public interface Learner extends Saved {

    /** Acts, at least once in each environment, and learns from it as the settings say. */
    void advance();

    /** Steps of all environments so far. */
    long steps();

    /** The episodes that ended since the last call. */
    EpisodeFigures takeFigures();

    /** Names of the numbers that describe an update. */
    List<String> updateFigures();

    /** The numbers of the latest update, by {@link #updateFigures}; all NaN before the first since the start or the resume. */
    double[] latestUpdate();

    /**
     * What the file of {@link #onnx} gives for an observation, to the bit.
     *
     * @param into out: logits, or numbers of an action
     */
    void outputs(float[] observation, float[] into);

    /** The policy as an ONNX file. */
    byte[] onnx(String output, Map<String, String> metadata);
}
