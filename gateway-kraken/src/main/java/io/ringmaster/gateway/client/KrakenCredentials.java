package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;

/**
 * Who we are to the venue.
 *
 * @param key    public half of the key
 * @param secret its other half; never shown, wiped when it is closed
 * @param nonces shared by every line that uses the key
 */
public record KrakenCredentials(String key, Secret secret, Nonces nonces) {

    /** Names only the public half. */
    @Override
    public String toString() {
        return "key " + key;
    }
}
