package io.ringmaster.inference.model.graph;

import java.io.Serial;

/**
 * A model that must not decide. The message names the model, what is wrong with it and what is needed instead. It may quote names from the file, so
 * control characters become question marks and a long message is cut: a model must not write to the terminal what it likes.
 */
public final class ModelRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1_000;

    public ModelRefusedException(final String message) {
        super(printable(message));
    }

    public ModelRefusedException(final String message, final Throwable cause) {
        super(printable(message), cause);
    }

    private static String printable(final String message) {
        final String clean = message.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + " …";
    }
}
