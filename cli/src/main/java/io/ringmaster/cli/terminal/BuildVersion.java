package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and commit this program was built from. */
public final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"ringmaster " + text()};
    }

    /** Such as {@code 0.1.0+2b3cc00}. */
    public static String text() {
        try (InputStream in = BuildVersion.class.getResourceAsStream("/build.properties")) {
            final Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version") + "+" + properties.getProperty("commit");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read build.properties", e);
        }
    }
}
