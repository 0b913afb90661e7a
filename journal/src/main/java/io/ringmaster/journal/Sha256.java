package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as lower-case hex digits or as its 32 bytes. */
public final class Sha256 {

    private Sha256() {
    }

    /** The digest of a whole file. */
    public static String ofFile(final Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public static String of(final byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes, bytes.length));
    }

    /** The digest of the first bytes of an array. */
    public static byte[] digest(final byte[] bytes, final int length) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, length);
            return sha256.digest();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
