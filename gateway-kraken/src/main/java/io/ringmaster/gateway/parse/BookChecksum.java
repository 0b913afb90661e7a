package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.market.OrderBook;
import java.util.zip.CRC32;

/**
 * The checksum Kraken Spot sends with every message of a book: CRC-32 of the ten best asks, then the ten best bids, of each level the
 * price and then the quantity as the venue writes them, without point and leading zeros.
 *
 * <p>Our prices are whole numbers of 1e-8, so the digits the venue wrote follow from the pair's precision.
 *
 * @see <a href="https://docs.kraken.com/api/docs/guides/spot-ws-book-v2">calculation of the checksum</a>
 */
final class BookChecksum {

    private static final int LEVELS = 10;
    private static final int SCALE = 8;
    private static final int MAX_DIGITS = 32;
    private static final long[] POWERS_OF_10 = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private final CRC32 crc = new CRC32();
    private final byte[] digits = new byte[MAX_DIGITS];

    /**
     * @param priceDecimals places the venue writes prices with; beyond the eighth it writes zeros
     * @param qtyDecimals   places the venue writes quantities with
     */
    long of(final OrderBook book, final int priceDecimals, final int qtyDecimals) {
        crc.reset();
        for (int rank = 0; rank < Math.min(LEVELS, book.askLevels()); rank++) {
            add(book.askPriceE8(rank), priceDecimals);
            add(book.askQtyE8(rank), qtyDecimals);
        }
        for (int rank = 0; rank < Math.min(LEVELS, book.bidLevels()); rank++) {
            add(book.bidPriceE8(rank), priceDecimals);
            add(book.bidQtyE8(rank), qtyDecimals);
        }
        return crc.getValue();
    }

    private void add(final long valueE8, final int decimals) {
        int first = MAX_DIGITS;
        for (int place = SCALE; place < decimals; place++) {
            digits[--first] = '0';
        }
        for (long rest = valueE8 / POWERS_OF_10[Math.max(0, SCALE - decimals)]; rest > 0; rest /= 10) {
            digits[--first] = (byte) ('0' + rest % 10);
        }
        crc.update(digits, first, MAX_DIGITS - first);
    }
}
