package io.ringmaster.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Describes why the file system refused an operation, because the message of some exceptions is only a path. */
public final class IoReason {

    private IoReason() {
    }

    /** Never empty; names the file if the exception does. */
    public static String of(final IOException e) {
        return switch (e) {
            case final AccessDeniedException denied -> "no permission for " + denied.getFile();
            case final NoSuchFileException missing -> missing.getFile() + " does not exist";
            case final FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
