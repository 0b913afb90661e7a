package io.ringmaster.signals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** All configured sources, running. A source that fails is read again at its next time; the others continue. */
public final class OutsideSources implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long FOLDER_EVERY_NS = 250_000_000;

    private final List<Thread> threads = new ArrayList<>();
    private final List<SourceCounts> counts = new ArrayList<>();
    private final HttpClient client;
    private final SocketInbox socket;

    /** @throws IOException if the folder or the socket cannot be used */
    public OutsideSources(final SignalSettings settings, final SignalQueue queue, final InstantSource clock) throws IOException {
        this(settings, queue, clock, PATIENCE);
    }

    OutsideSources(final SignalSettings settings, final SignalQueue queue, final InstantSource clock, final Duration patience)
        throws IOException {
        final Lexicon lexicon = new Lexicon();
        client = HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER).build();
        if (!settings.folder().isEmpty()) {
            final Path folder = Files.createDirectories(Path.of(settings.folder()));
            start(new FolderInbox(folder, lexicon, queue), FOLDER_EVERY_NS);
        }
        for (final SignalSettings.Feed feed : settings.feeds()) {
            start(new NewsFeed(feed, new WebDocument(client, URI.create(feed.url()), patience), lexicon, queue, clock), feed.everyNs());
        }
        for (final SignalSettings.Flow flow : settings.flows()) {
            start(new FlowTable(flow, new WebDocument(client, URI.create(flow.url()), patience), queue, clock), flow.everyNs());
        }
        socket = settings.socket().isEmpty() ? null : new SocketInbox(Path.of(settings.socket()), lexicon, queue);
        if (socket != null) {
            counts.add(socket.counts());
        }
    }

    private void start(final PolledSource source, final long everyNs) {
        counts.add(source.counts());
        threads.add(Thread.ofVirtual().name("signals-" + source.counts().name()).start(() -> run(source, everyNs)));
    }

    private static void run(final PolledSource source, final long everyNs) {
        try {
            while (true) {
                poll(source);
                Thread.sleep(Duration.ofNanos(everyNs));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No error may end a source: it is read again later. */
    private static void poll(final PolledSource source) throws InterruptedException {
        try {
            source.poll();
        } catch (final MalformedSignalException e) {
            source.counts().malformed(source.counts().name() + ": " + e.getMessage());
        } catch (final IOException | RuntimeException e) {
            source.counts().failed(source.counts().name() + ": " + e);
        }
    }

    /** The counts of each source. */
    public List<SourceCounts> counts() {
        return List.copyOf(counts);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.shutdownNow();
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the socket of outside signals", e);
        }
    }
}
