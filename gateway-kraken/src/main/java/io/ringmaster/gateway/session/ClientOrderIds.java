package io.ringmaster.gateway.session;

/**
 * Our order ids as the venue knows them: a prefix that belongs to one journal, a dash and the journal's own number. Safe in a URL and at
 * most 18 characters, which is what every protocol of the venue takes.
 */
public final class ClientOrderIds {

    private static final int MAX_LENGTH = 18;
    private static final int LONGEST_NUMBER = 9;

    private final String prefix;

    /** Those of the journal whose session began then: no two of them begin on one account in one millisecond. */
    public static ClientOrderIds since(final long sinceNs) {
        return new ClientOrderIds(Long.toString(sinceNs / 1_000_000, Character.MAX_RADIX));
    }

    /**
     * @param prefix letters and digits, at most 8
     * @throws IllegalArgumentException if it is anything else
     */
    public ClientOrderIds(final String prefix) {
        if (!prefix.matches("[A-Za-z0-9]{1,8}")) {
            throw new IllegalArgumentException("the prefix must be 1 to 8 letters and digits: prefix=" + prefix);
        }
        this.prefix = prefix + '-';
    }

    /** @throws IllegalArgumentException if there have been so many orders that the text would be too long */
    public String textOf(final long clientOrderId) {
        final String text = prefix + clientOrderId;
        if (clientOrderId <= 0 || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not an order's number: clientOrderId=" + clientOrderId);
        }
        return text;
    }

    /** The journal's number; 0 for an order that is not of this journal. */
    public long numberOf(final String text) {
        if (!text.startsWith(prefix) || text.length() == prefix.length() || text.length() > prefix.length() + LONGEST_NUMBER) {
            return 0;
        }
        long number = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            final int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
