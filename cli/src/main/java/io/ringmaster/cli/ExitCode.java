package io.ringmaster.cli;

/** What the process tells its caller; the meaning is the same for every command. */
final class ExitCode {

    /** Failed while running. */
    static final int FAILED = 1;
    /** Bad usage, configuration or input; the message names file, line or key. */
    static final int BAD_INPUT = 2;
    /** A verification failed: replay differs, journal damaged. */
    static final int NOT_VERIFIED = 3;

    /** Refused for safety. */
    static final int REFUSED = 4;

    /** A session of real money ended in order: no order is left, and a position is. */
    static final int POSITION_LEFT = 5;

    /** The reader of standard output is gone, such as {@code head} when it has seen enough: 128 and SIGPIPE, as shells say it. */
    static final int READER_GONE = 141;

    private ExitCode() {
    }
}
