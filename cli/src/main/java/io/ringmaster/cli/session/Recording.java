package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.RecordingSettings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.source.BinanceL2Source;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** A recorded market: the bundled one, or a file in the same format. */
public record Recording(String file, String sha256) {

    private static final String BUNDLED = "bundled";
    private static final String BUNDLED_RESOURCE = "/demo/btcusdt_perp_20240808.jsonl.gz";
    private static final String FORMAT = "binance-l2";

    public static Recording bundled() {
        return new Recording(BUNDLED, sha256(openStream(BUNDLED)));
    }

    public static Recording of(final Path file) {
        return new Recording(file.toString(), sha256(openStream(file.toString())));
    }

    /**
     * The recording a stored session was played from.
     *
     * @throws InvalidInputException if the file has changed since
     */
    static Recording of(final RecordingSettings stored) {
        final Recording now = new Recording(stored.file(), sha256(openStream(stored.file())));
        if (!now.sha256.equals(stored.sha256())) {
            throw new InvalidInputException(stored.file() + " is not the recording this session was played from: SHA-256 is "
                + now.sha256 + ", was " + stored.sha256() + ". Put the original file back.");
        }
        return now;
    }

    RecordingSettings settings(final long lengthNs) {
        return new RecordingSettings(file, FORMAT, sha256, lengthNs, RecordingSettings.Market.RECORDED);
    }

    public MarketDataSource open() {
        return new BinanceL2Source(file, openStream(file), "", 0);
    }

    /** Receive time of its first message. */
    public long firstTimeNs() {
        final UnsafeBuffer first = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        try (MarketDataSource source = open()) {
            if (source.next(first) == 0) {
                throw new InvalidInputException(file + " contains no market data. Give another recording with --data.");
            }
            return InputMessage.timeNs(first, 0);
        }
    }

    private static InputStream openStream(final String file) {
        try {
            return BUNDLED.equals(file) ? Recording.class.getResourceAsStream(BUNDLED_RESOURCE) : Files.newInputStream(Path.of(file));
        } catch (final NoSuchFileException e) {
            throw new InvalidInputException(file + " does not exist. Give the path of a recording with --data.", e);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sha256(final InputStream in) {
        try (DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the recording", e);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
