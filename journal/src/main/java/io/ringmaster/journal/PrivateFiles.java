package io.ringmaster.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only their owner may read: a journal tells what an account holds and does. Where the file system knows no
 * owners, the rights stay as they are.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {
    }

    /** Creates a directory, and those above it that are missing, with mode 0700; gives one that is there already that mode. */
    public static void createDirectories(final Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            restrictTo(directory, DIRECTORY);
            return;
        }
        final Path parent = directory.toAbsolutePath().getParent();
        if (parent != null && !Files.exists(parent)) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY));
        } catch (final FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        forceDirectory(directory.toAbsolutePath().getParent());
    }

    /** Creates an empty file with mode 0600 unless it is there; gives it that mode if it is. */
    public static void createFile(final Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (final FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Gives a file mode 0600. */
    public static void restrict(final Path file) throws IOException {
        restrictTo(file, FILE);
    }

    /** Makes names that were created, moved or deleted in a directory survive a loss of power. */
    public static void forceDirectory(final Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void restrictTo(final Path path, final Set<PosixFilePermission> permissions) throws IOException {
        if (isPosix(path) && !Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static FileAttribute<?>[] attributes(final Path path, final Set<PosixFilePermission> permissions) throws IOException {
        return isPosix(path.toAbsolutePath().getParent())
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)} : new FileAttribute<?>[0];
    }

    private static boolean isPosix(final Path existing) throws IOException {
        final FileStore store = Files.getFileStore(existing);
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
