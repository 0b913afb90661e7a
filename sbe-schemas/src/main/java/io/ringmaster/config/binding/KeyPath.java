package io.ringmaster.config.binding;

/**
 * The place of a setting: the keys from the root, and the index of a list's element, from 0. The dotted text is built only for messages, because
 * a registry has a hundred thousand paths.
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
