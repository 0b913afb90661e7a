package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.MarketDataSource;
import java.util.List;

/** A recorded market that says what it has handed out. */
public interface CountedSource extends MarketDataSource {

    ImportCounts counts();

    /** What a person should know of how the file was read; known once it is open. */
    default List<String> notes() {
        return List.of();
    }
}
