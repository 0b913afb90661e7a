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
 * Creates files and directories that only their owner can read, because a journal shows what an account holds. On a file system without owners,
 * permissions stay as they are.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {
    }

    /** Creates a directory and its missing parents with mode 0700; sets the mode of an existing directory. */
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

    /** Creates an empty file with mode 0600, or sets the mode of an existing file. */
    public static void createFile(final Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (final FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Sets the mode of a file to 0600. */
    public static void restrict(final Path file) throws IOException {
        restrictTo(file, FILE);
    }

    /** Makes created, moved or deleted names in a directory durable. */
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
