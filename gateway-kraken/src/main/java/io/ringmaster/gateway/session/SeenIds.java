package io.ringmaster.gateway.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The latest ids of events that are reported more than once and count once. */
final class SeenIds {

    private static final int KEPT = 1 << 16;

    private final Set<UUID> ids;

    SeenIds(final Collection<UUID> known) {
        ids = new LinkedHashSet<>(known);
    }

    /** Takes an id; returns whether it is the first time. */
    boolean isNew(final UUID id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > KEPT) {
            ids.remove(ids.iterator().next());
        }
        return true;
    }
}
