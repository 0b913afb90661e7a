package io.ringmaster.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** A venue's identifier as 128 bits: a UUID as it is, any other text by its name-based UUID, which is as unique as the text. */
final class VenueUuid {

    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private VenueUuid() {
    }

    static UUID of(final String text) {
        return UUID_SHAPE.matcher(text).matches() ? UUID.fromString(text) : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
