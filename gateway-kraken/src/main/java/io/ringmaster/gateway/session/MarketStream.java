package io.ringmaster.gateway.session;

/** What a venue's public market consists of. */
public enum MarketStream {
    BOOK, TRADES, TICKER;

    /** For people. */
    String inWords() {
        return this == TRADES ? "trades" : this == BOOK ? "book" : "ticker";
    }
}
