package io.ringmaster.monitor.view.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/**
 * What a node or a scene looks like, as a PNG file. For the JavaFX thread.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG Specification, third edition</a>
 */
public final class Picture {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS_PER_CHANNEL = 8;
    private static final int TRUE_COLOR = 2;
    private static final int CHANNELS = 3;
    /** Text on plain colours is smallest without a filter. */
    private static final int FILTER_NONE = 0;

    private final int width;
    private final int height;
    private final int[] pixels;

    private Picture(final Image image) {
        width = (int) image.getWidth();
        height = (int) image.getHeight();
        pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    }

    /** What the whole scene looks like. */
    public static Picture of(final Scene scene) {
        return new Picture(scene.snapshot(null));
    }

    /** What a node of a scene looks like, on the background of its scene. */
    public static Picture of(final Node node) {
        final SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(node.getScene().getFill());
        return new Picture(node.snapshot(parameters, null));
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The colour of a pixel, as {@code 0xRRGGBB}. */
    public int at(final int x, final int y) {
        return pixels[y * width + x] & 0xff_ff_ff;
    }

    /** Writes the file, or replaces it. */
    public void write(final Path file) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SIGNATURE);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height)
            .put((byte) BITS_PER_CHANNEL).put((byte) TRUE_COLOR).put((byte) 0).put((byte) 0).put((byte) 0).array());
        chunk(out, "IDAT", compressed());
        chunk(out, "IEND", new byte[0]);
        Files.write(file, out.toByteArray());
    }

    private static void chunk(final ByteArrayOutputStream out, final String type, final byte[] data) {
        final byte[] body = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
        final CRC32 crc = new CRC32();
        crc.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private byte[] compressed() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            for (int y = 0; y < height; y++) {
                deflating.write(FILTER_NONE);
                deflating.write(row(y));
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private byte[] row(final int y) {
        final byte[] row = new byte[width * CHANNELS];
        for (int x = 0; x < width; x++) {
            final int rgb = at(x, y);
            row[x * CHANNELS] = (byte) (rgb >> 16);
            row[x * CHANNELS + 1] = (byte) (rgb >> 8);
            row[x * CHANNELS + 2] = (byte) rgb;
        }
        return row;
    }
}
