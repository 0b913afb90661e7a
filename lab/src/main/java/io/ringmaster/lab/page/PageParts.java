package io.ringmaster.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Parts of a self-contained page, from the class path. */
public final class PageParts {

    /** From the webjar; the parent pom sets its version. */
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private PageParts() {
    }

    /** The charting library. */
    public static String charts() {
        return resource(CHARTS);
    }

    /** @param name absolute */
    public static String resource(final String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Text as it stands in HTML. */
    public static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
