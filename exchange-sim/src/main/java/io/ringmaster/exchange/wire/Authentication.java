package io.ringmaster.exchange.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who asks, as strictly as the venue: {@code base64(HMAC-SHA512(base64decode(secret), SHA-256(parameters as sent + nonce + path)))}.
 * A nonce is used once; one that is lower than the highest is taken only while it is not far behind. One thread.
 */
final class Authentication {

    private static final long NONCE_WINDOW = 10_000;
    private static final int NONCES_KEPT = 10_000;

    private final Map<String, Owner> owners = new LinkedHashMap<>();
    private final boolean alsoDecoded;

    private static final class Owner {

        private final byte[] secret;
        private final TreeSet<Long> nonces = new TreeSet<>();

        Owner(final ApiKey key) {
            secret = Base64.getDecoder().decode(key.secret());
        }
    }

    /** @param alsoDecoded whether a signature of the URL-decoded parameters is taken too, as the venue did until 2025 */
    Authentication(final List<ApiKey> keys, final boolean alsoDecoded) {
        keys.forEach(key -> owners.put(key.key(), new Owner(key)));
        this.alsoDecoded = alsoDecoded;
    }

    /**
     * @param parameters as they were sent
     * @param decoded    the same, URL-decoded
     * @param path       such as {@code /derivatives/api/v3/sendorder}
     * @return the venue's word for what is wrong; empty when nothing is
     */
    String refusal(
        final String key, final String signature, final String nonce, final String parameters, final String decoded, final String path) {
        final Owner owner = owners.get(key);
        if (owner == null || signature == null) {
            return "authenticationError";
        }
        final String ownPath = path.startsWith("/derivatives") ? path.substring("/derivatives".length()) : path;
        final boolean isSigned = isEqual(signature, sign(owner, parameters + nonce + ownPath))
            || alsoDecoded && isEqual(signature, sign(owner, decoded + nonce + ownPath));
        return isSigned ? nonceRefusal(owner, nonce) : "authenticationError";
    }

    private static String nonceRefusal(final Owner owner, final String nonce) {
        if (nonce.isEmpty()) {
            return "";
        }
        final long value;
        try {
            value = Long.parseLong(nonce);
        } catch (final NumberFormatException e) {
            return "authenticationError";
        }
        if (!owner.nonces.isEmpty() && value < owner.nonces.last() - NONCE_WINDOW) {
            return "nonceBelowThreshold";
        }
        if (!owner.nonces.add(value)) {
            return "nonceDuplicate";
        }
        if (owner.nonces.size() > NONCES_KEPT) {
            owner.nonces.pollFirst();
        }
        return "";
    }

    /** Whether a signed challenge of the WebSocket is the key owner's. */
    boolean isSignedChallenge(final String key, final String challenge, final String signature) {
        final Owner owner = owners.get(key);
        return owner != null && isEqual(signature, sign(owner, challenge));
    }

    private static boolean isEqual(final String left, final String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(final Owner owner, final String message) {
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8));
            final Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(owner.secret, "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(hash));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign", e);
        }
    }
}
