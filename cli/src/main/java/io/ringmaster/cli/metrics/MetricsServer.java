package io.ringmaster.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers GET of {@code /metrics} and of {@code /-/healthy} on one address, and nothing else. */
public final class MetricsServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsServer(final HttpServer server, final ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** @throws UncheckedIOException if the address cannot be used */
    public static MetricsServer start(final InetSocketAddress address, final MultiCollector metrics) {
        // A client that sends or reads nothing must not hold a thread for ever; read once, when the server's classes are loaded.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        final HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot listen on " + address.getAddress().getHostAddress() + ":" + address.getPort(), e);
        }
        final PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(metrics);
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name("metrics-http-", 0).daemon().factory());
        server.setExecutor(threads);
        server.createContext("/", getOf("/", exchange -> answer(exchange, NOT_FOUND, "The metrics are at /metrics.\n")));
        server.createContext("/metrics", getOf("/metrics", new MetricsHandler(registry)));
        server.createContext("/-/healthy", getOf("/-/healthy", exchange -> answer(exchange, OK, "This process serves metrics.\n")));
        server.start();
        return new MetricsServer(server, threads);
    }

    /** The address that it listens on. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Refuses everything but GET, and paths that only begin like this one. */
    private static HttpHandler getOf(final String path, final HttpHandler handler) {
        return exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, NOT_ALLOWED, "Only GET is allowed.\n");
            } else if (path.equals("/") || exchange.getRequestURI().getPath().equals(path)) {
                handler.handle(exchange);
            } else {
                answer(exchange, NOT_FOUND, "The metrics are at /metrics.\n");
            }
        };
    }

    private static void answer(final HttpExchange exchange, final int status, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
