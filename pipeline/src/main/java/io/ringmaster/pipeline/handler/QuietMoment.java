package io.ringmaster.pipeline.handler;

/** A handler that can use a quiet moment, such as to touch a journal's next pages before an append needs them. */
public interface QuietMoment {

    /** Called on the handler's own thread when nothing is waiting. */
    void onQuiet();
}
