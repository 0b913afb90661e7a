package io.ringmaster.config.binding;

/**
 * Where a setting stands: the keys from the root, and the index of a list's element, from 0. Written out with dots only when there is
 * something to say of it; a registry has a hundred thousand of them.
 *
 * @param above null for the root
 * @param key   a {@link String} or an {@link Integer}
 */
record KeyPath(KeyPath above, Object key) {

    static final KeyPath ROOT = new KeyPath(null, "");

    KeyPath child(final String name) {
        return new KeyPath(this, name);
    }

    KeyPath child(final int index) {
        return new KeyPath(this, index);
    }

    /** Empty for the root. */
    @Override
    public String toString() {
        return above == null ? "" : above.above == null ? key.toString() : above + "." + key;
    }
}
