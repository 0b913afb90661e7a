package io.ringmaster.pipeline.handler;

/** A handler that uses quiet moments, for example to touch a journal's next pages before an append needs them. */
public interface QuietMoment {

    /** Called on the handler's own thread when nothing is waiting. */
    void onQuiet();
}
