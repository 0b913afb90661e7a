package io.ringmaster.lab.parquet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Writes a table of plain columns as a Parquet file. Headers and metadata are Apache Parquet's own classes; only the values are encoded here, one page a
 * column in each group of rows, compressed with gzip. Apache's whole writer needs Hadoop, which is fifty times as large.
 *
 * <pre>
 *   PAR1 | group: (page header, page) for each column | group … | metadata | its length | PAR1
 * </pre>
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">the format</a>
 */
public final class ParquetFile implements AutoCloseable {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    /** Enough for good compression. */
    private static final long GROUP_BYTES = 64L << 20;

    private final Path file;
    private final OutputStream out;
    private final Map<String, String> metadata;
    private final long groupBytes;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;

    /** @param metadata properties of the whole file */
    public ParquetFile(final Path file, final Map<String, String> metadata) {
        this(file, metadata, GROUP_BYTES);
    }

    /** @param groupBytes of values, that are kept in memory until they are written as a group */
    ParquetFile(final Path file, final Map<String, String> metadata, final long groupBytes) {
        this.file = file;
        this.metadata = new TreeMap<>(metadata);
        this.groupBytes = groupBytes;
        try {
            out = new BufferedOutputStream(Files.newOutputStream(file));
            write(MAGIC);
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    /** Adds a column. All columns are added before the first row. */
    public ParquetColumn column(final String name, final ParquetColumn.Kind kind) {
        final ParquetColumn column = new ParquetColumn(name, kind);
        columns.add(column);
        return column;
    }

    /** Ends a row: each column must have got one value. */
    public void endRow() {
        rows++;
        long bytes = 0;
        for (final ParquetColumn column : columns) {
            bytes += column.bytes();
        }
        if (bytes >= groupBytes) {
            endGroup();
        }
    }

    private void endGroup() {
        final int count = columns.getFirst().count();
        final List<ColumnChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (final ParquetColumn column : columns) {
            if (column.count() != count) {
                throw new IllegalStateException("column " + column.name() + " has " + column.count() + " values of " + count);
            }
            final ColumnMetaData written = writePage(column, count);
            bytes += written.getTotal_uncompressed_size();
            chunks.add(new ColumnChunk(written.getData_page_offset()).setMeta_data(written));
        }
        groups.add(new RowGroup(chunks, bytes, count));
    }

    private ColumnMetaData writePage(final ParquetColumn column, final int count) {
        final byte[] plain = column.take();
        final byte[] compressed = compressed(plain);
        final PageHeader header = new PageHeader(PageType.DATA_PAGE, plain.length, compressed.length)
            .setData_page_header(new DataPageHeader(count, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        final ByteArrayOutputStream headerBytes = new ByteArrayOutputStream();
        final long start = position;
        try {
            Util.writePageHeader(header, headerBytes);
            write(headerBytes.toByteArray());
            write(compressed);
        } catch (final IOException e) {
            throw failed(e);
        }
        return new ColumnMetaData(
            column.type(), List.of(Encoding.PLAIN, Encoding.RLE), column.path(), CompressionCodec.GZIP, count, headerBytes.size() + (long) plain.length,
            position - start, start);
    }

    private byte[] compressed(final byte[] plain) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (final IOException e) {
            throw failed(e);
        }
        return bytes.toByteArray();
    }

    private void write(final byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Writes what is left, and the metadata. Without this, the file cannot be read. */
    public void complete() {
        if (!columns.isEmpty() && columns.getFirst().count() > 0) {
            endGroup();
        }
        final List<SchemaElement> schema = new ArrayList<>(List.of(new SchemaElement("table").setNum_children(columns.size())));
        columns.forEach(column -> schema.add(column.schema()));
        final FileMetaData whole = new FileMetaData(VERSION, schema, rows, groups).setCreated_by("ringmaster");
        metadata.forEach((key, value) -> whole.addToKey_value_metadata(new KeyValue(key).setValue(value)));
        final ByteArrayOutputStream footer = new ByteArrayOutputStream();
        try {
            Util.writeFileMetaData(whole, footer);
            write(footer.toByteArray());
            final int length = footer.size();
            write(new byte[] {(byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) (length >>> 24)});
            write(MAGIC);
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    public long rows() {
        return rows;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(final IOException cause) {
        return new UncheckedIOException("cannot write " + file, cause);
    }
}
