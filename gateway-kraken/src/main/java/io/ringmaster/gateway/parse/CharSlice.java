package io.ringmaster.gateway.parse;

/** A view of characters in a buffer of the JSON parser; re-wrapped for every value, never kept. */
final class CharSlice implements CharSequence {

    private char[] chars = {};
    private int offset;
    private int length;

    CharSlice wrap(final char[] newChars, final int newOffset, final int newLength) {
        chars = newChars;
        offset = newOffset;
        length = newLength;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(final int index) {
        return chars[offset + index];
    }

    @Override
    public CharSequence subSequence(final int start, final int end) {
        return new String(chars, offset + start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, offset, length);
    }
}
