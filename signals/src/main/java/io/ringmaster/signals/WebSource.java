package io.ringmaster.signals;

import java.io.IOException;
import java.util.Optional;

/** A source that reads a document on the web when it has changed. */
abstract class WebSource implements PolledSource {

    final SignalQueue queue;
    final SourceCounts counts;
    private final WebDocument document;

    WebSource(final String url, final WebDocument document, final SignalQueue queue) {
        this.document = document;
        this.queue = queue;
        counts = new SourceCounts(url);
    }

    /** @throws MalformedSignalException if this source cannot read the document */
    abstract void read(byte[] content) throws IOException, InterruptedException;

    @Override
    public final SourceCounts counts() {
        return counts;
    }

    @Override
    public final void poll() throws IOException, InterruptedException {
        final Optional<byte[]> changed = document.fetch();
        if (changed.isPresent()) {
            read(changed.get());
        }
    }
}
