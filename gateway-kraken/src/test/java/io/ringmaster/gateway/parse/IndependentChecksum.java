package io.ringmaster.gateway.parse;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The checksum of a spot book from the text of its levels, best first, as the venue's guide describes it. */
final class IndependentChecksum {

    private static final Pattern LEVEL = Pattern.compile("\\{\"price\":([0-9.]+),\"qty\":([0-9.]+)}");

    private IndependentChecksum() {
    }

    static String of(final String bids, final String asks) {
        final CRC32 crc = new CRC32();
        crc.update((digits(asks) + digits(bids)).getBytes(StandardCharsets.US_ASCII));
        return Long.toString(crc.getValue());
    }

    private static String digits(final String levels) {
        return LEVEL.matcher(levels).results().limit(10)
            .map(level -> strip(level.group(1)) + strip(level.group(2))).collect(Collectors.joining());
    }

    private static String strip(final String number) {
        return number.replace(".", "").replaceFirst("^0+", "");
    }
}
