package io.ringmaster.lab.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes the digest that identifies data. */
public final class Sha256 {

    private Sha256() {
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
