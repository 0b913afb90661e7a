package io.ringmaster.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A venue's identifier as 128 bits: a UUID as it is, any other text by its name-based UUID, which is as unique as the text. */
final class VenueUuid {

    private VenueUuid() {
    }

    static UUID of(final String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (final IllegalArgumentException e) {
            // Not one of those: below.
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
