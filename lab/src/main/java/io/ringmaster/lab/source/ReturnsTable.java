package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The results of experts, round by round.
 *
 * @param timeColumn name of the column of times; null if the file has none
 * @param times      time of each round as in the file; empty if there is no such column
 * @param experts    name of each expert, all different
 * @param relatives  a row for each round, oldest first, with a price relative for each expert: finite and above 0
 */
public record ReturnsTable(String timeColumn, List<String> times, List<String> experts, List<double[]> relatives) {

    /** What the numbers in a file are. */
    public enum Kind {
        /** Returns: 0.01 is a gain of 1 %. */
        RETURNS,
        /** Price relatives: 1.01 is a gain of 1 %. */
        RELATIVES,
        /** Cumulated wealth, or prices that start at 1: each number is divided by the one before it, the first by 1. */
        PRICES
    }

    /** Over the names of the experts and all numbers, so that the same table has the same hash in whatever form it comes. */
    public String sha256() {
        final MessageDigest digest = Sha256.digest();
        digest.update(String.join("\n", experts).getBytes(StandardCharsets.UTF_8));
        final ByteBuffer row = ByteBuffer.allocate(Double.BYTES * experts.size());
        for (final double[] each : relatives) {
            row.clear();
            Arrays.stream(each).forEach(row::putDouble);
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The same rounds with some of the experts, in that order.
     *
     * @throws InvalidInputException if the table has none of that name
     */
    public ReturnsTable of(final List<String> some) {
        for (final String expert : some) {
            if (!experts.contains(expert)) {
                throw new InvalidInputException("--experts: the table has no column '" + expert + "'; it has " + String.join(", ", experts));
            }
        }
        if (Set.copyOf(some).size() < some.size()) {
            throw new InvalidInputException("--experts: a column is named twice, which would give it twice the weight: " + String.join(", ", some));
        }
        final int[] columns = some.stream().mapToInt(experts::indexOf).toArray();
        return new ReturnsTable(
            timeColumn, times, some, relatives.stream().map(row -> Arrays.stream(columns).mapToDouble(column -> row[column]).toArray()).toList());
    }
}
