package io.ringmaster.cli.terminal;

/** The exit codes of the process; their meaning is the same for every command. */
public final class ExitCode {

    /** Failed while running. */
    public static final int FAILED = 1;
    /** Bad usage, configuration or input; the message names file, line or key. */
    public static final int BAD_INPUT = 2;
    /** A verification failed: replay differs, journal damaged. */
    public static final int NOT_VERIFIED = 3;

    /** Refused for safety. */
    public static final int REFUSED = 4;

    /** A session with real money ended in order: no order is left, but a position is. */
    public static final int POSITION_LEFT = 5;

    /** The reader of standard output closed it, as {@code head} does: 128 plus SIGPIPE, as in shells. */
    public static final int READER_GONE = 141;

    private ExitCode() {
    }
}
