package io.ringmaster.cli.terminal;

/** What the process tells its caller; the meaning is the same for every command. */
public final class ExitCode {

    /** Failed while running. */
    public static final int FAILED = 1;
    /** Bad usage, configuration or input; the message names file, line or key. */
    public static final int BAD_INPUT = 2;
    /** A verification failed: replay differs, journal damaged. */
    public static final int NOT_VERIFIED = 3;

    /** Refused for safety. */
    public static final int REFUSED = 4;

    /** A session of real money ended in order: no order is left, and a position is. */
    public static final int POSITION_LEFT = 5;

    /** The reader of standard output is gone, such as {@code head} when it has seen enough: 128 and SIGPIPE, as shells say it. */
    public static final int READER_GONE = 141;

    private ExitCode() {
    }
}
