package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The one set of XChange's artifacts that works together. Newer cores break the Kraken module at its first call (NoClassDefFoundError), and
 * their parents can't all be resolved; so a version that drifts must fail here and not on the way to an order.
 */
class XChangeVersionTest {

    @ParameterizedTest
    @CsvSource({"org.knowm.xchange,xchange-core,5.2.1", "org.knowm.xchange,xchange-krakenfutures,5.2.1", "com.github.mmazi,rescu,3.0"})
    void shouldBeTheVersionThatWorks(final String group, final String artifact, final String version) throws IOException {
        final Properties properties = new Properties();
        try (InputStream in = XChangeVersionTest.class.getResourceAsStream("/META-INF/maven/" + group + '/' + artifact + "/pom.properties")) {
            properties.load(in);
        }

        assertEquals(version, properties.getProperty("version"));
    }
}
