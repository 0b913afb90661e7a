package io.ringmaster.gateway;

import io.ringmaster.config.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what goes to Kraken: {@code base64(HMAC-SHA512(base64decode(secret), ...))} of a SHA-256, by the venue's documents on
 * authentication of Derivatives REST v3, Derivatives WebSocket v1 and Spot REST. One thread.
 */
public final class Signer {

    /** Prefix of the API's address; it is not part of the path that is signed. */
    private static final String DERIVATIVES = "/derivatives";

    private final Mac mac;
    private final MessageDigest sha256;

    /** @throws InvalidInputException if the secret is no Base64 text; does not say what it is */
    public Signer(final Secret secret) {
        final byte[] encoded = secret.copy();
        byte[] key = {};
        try {
            key = Base64.getDecoder().decode(encoded);
            mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (final IllegalArgumentException e) {
            // The cause and its message are dropped, because they quote characters of the secret.
            throw new InvalidInputException("the API secret is not Base64. Copy it completely, as the venue shows it.");
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java cannot sign", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The header {@code Authent} of a Derivatives request.
     *
     * @param parameters the query or the body as it is sent, URL-encoded; empty for none
     * @param nonce      the header {@code Nonce}
     * @param path       of the URL, such as {@code /derivatives/api/v3/sendorder}
     */
    public String derivatives(final String parameters, final long nonce, final String path) {
        final String ownPath = path.startsWith(DERIVATIVES) ? path.substring(DERIVATIVES.length()) : path;
        return sign(hash(parameters + nonce + ownPath));
    }

    /** The answer to a challenge of the Derivatives WebSocket. */
    public String challenge(final String challenge) {
        return sign(hash(challenge));
    }

    /**
     * The header {@code API-Sign} of a Spot request.
     *
     * @param path such as {@code /0/private/AddOrder}
     * @param body as it is sent, URL-encoded, the nonce in it
     */
    public String spot(final String path, final long nonce, final String body) {
        final byte[] hashed = hash(nonce + body);
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        return sign(hashed);
    }

    private byte[] hash(final String text) {
        return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(final byte[] hashed) {
        return Base64.getEncoder().encodeToString(mac.doFinal(hashed));
    }
}
