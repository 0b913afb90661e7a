package io.ringmaster.pipeline.feed.recorded;

import io.ringmaster.pipeline.port.MarketDataSource;
import java.util.List;

/** A recorded market that counts the messages it has passed on. */
public interface CountedSource extends MarketDataSource {

    ImportCounts counts();

    /** A note for the user about how the file was read; known when it is open. */
    default List<String> notes() {
        return List.of();
    }
}
