package io.ringmaster.gateway.client;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.SessionSettings;

/** Where Kraken Derivatives is, and how we deal with it. */
public record KrakenSettings(
    @Inline Addresses addresses,
    @Setting(kind = Kind.DURATION, value = "24h", min = "0s", doc = "length of history (minute candles, hourly funding) that warms up the"
        + " indicators of derivatives at the start of a session; 0s for none")
    long historyNs,
    @Inline KeyReference apiKey,
    @Inline SwitchSettings deadMan,
    @Setting(doc = "time limits of REST requests") RestSettings requests,
    @Setting(doc = "the connections to the feeds") FeedSettings connection,
    @Setting(doc = "timing of orders and of the comparison with the venue") SessionSettings session) {

    private static final String SPOT = "wss://ws.kraken.com/v2";

    /** Where the venue is found. */
    public record Addresses(
        @Setting(value = "https://futures.kraken.com/derivatives", doc = "address of REST v3") String rest,
        @Setting(value = "wss://futures.kraken.com/ws/v1", doc = "address of the feeds") String feeds,
        @Setting(value = SPOT, doc = "address of the public feeds of spot pairs, for instruments such as BTC/USD") String spot) {
    }

    /** Which key is used, and where its secret half is kept. */
    public record KeyReference(
        @Setting(value = "", doc = "public half of the API key; it needs full access to the general API and no access to transfers") String key,
        @Setting(value = "env:KRAKEN_FUTURES_SECRET", doc = "where the secret half is found: env:NAME, credential:NAME (systemd) or"
            + " command:PROGRAM ARGUMENTS; never the secret itself")
        String secret) {
    }

    /** The dead man's switch. */
    public record SwitchSettings(
        @Setting(kind = Kind.DURATION, value = "60s", min = "10s", max = "5m", doc = "dead man's switch: the venue cancels every order if the"
            + " switch is not renewed for this long")
        long deadMansSwitchNs,
        @Setting(kind = Kind.DURATION, value = "5s", min = "100ms", doc = "the dead man's switch is renewed only if an event has passed the"
            + " pipeline within this time")
        long aliveWithinNs) {

        /** The switch is renewed three times before it would act. */
        long renewEveryMs() {
            return deadMansSwitchNs / 4 / 1_000_000;
        }

        long seconds() {
            return deadMansSwitchNs / 1_000_000_000L;
        }

        long aliveWithinMs() {
            return aliveWithinNs / 1_000_000;
        }

        private SwitchSettings atSpeed(final double speed) {
            return new SwitchSettings((long) (deadMansSwitchNs * speed), (long) (aliveWithinNs * speed));
        }
    }

    /** Every default, with derivatives at another place. */
    public static KrakenSettings at(final String rest, final String feeds) {
        return new KrakenSettings(
            new Addresses(rest, feeds, SPOT), 86_400_000_000_000L, new KeyReference("", "env:KRAKEN_FUTURES_SECRET"),
            new SwitchSettings(60_000_000_000L, 5_000_000_000L), RestSettings.defaults(), FeedSettings.defaults(), SessionSettings.defaults());
    }

    /** The same patience by the wall's clock, in a session whose time runs so many times as fast. */
    public KrakenSettings atSpeed(final double speed) {
        return new KrakenSettings(
            addresses, historyNs, apiKey, deadMan.atSpeed(speed), requests, connection.atSpeed(speed), session.atSpeed(speed));
    }
}
