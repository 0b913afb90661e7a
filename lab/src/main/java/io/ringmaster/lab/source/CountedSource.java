package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.MarketDataSource;

/** A recorded market that says what it has handed out. */
public interface CountedSource extends MarketDataSource {

    ImportCounts counts();
}
