package io.ringmaster.cli.metrics;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a URL once, for images without a shell: exit code 0 if the answer is 200, else 1. */
public final class HealthProbe {

    private static final int TIMEOUT_MS = 3_000;

    private HealthProbe() {
    }

    public static void main(final String[] args) {
        System.exit(isHealthy(URI.create(args[0])) ? 0 : 1);
    }

    static boolean isHealthy(final URI url) {
        try {
            final HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (final IOException e) {
            System.err.println("no answer from " + url + ": " + e.getMessage());
            return false;
        }
    }
}
