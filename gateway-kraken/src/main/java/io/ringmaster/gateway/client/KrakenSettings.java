package io.ringmaster.gateway.client;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.SessionSettings;

/** Where Kraken Derivatives is, and how we deal with it. */
public record KrakenSettings(
    @Setting(value = "https://futures.kraken.com/derivatives", doc = "address of REST v3") String rest,
    @Setting(value = "wss://futures.kraken.com/ws/v1", doc = "address of the feeds") String feeds,
    @Setting(value = "wss://ws.kraken.com/v2", doc = "address of the public feeds of spot pairs, for instruments such as BTC/USD") String spot,
    @Setting(kind = Kind.DURATION, value = "24h", min = "0s", doc = "length of history (minute candles, hourly funding) that warms up the"
        + " indicators of derivatives at the start of a session; 0s for none")
    long historyNs,
    @Setting(value = "", doc = "public half of the API key; it needs full access to the general API and no access to transfers") String key,
    @Setting(value = "env:KRAKEN_FUTURES_SECRET", doc = "where the secret half is found: env:NAME, credential:NAME (systemd) or command:PROGRAM"
        + " ARGUMENTS; never the secret itself")
    String secret,
    @Setting(kind = Kind.DURATION, value = "60s", min = "10s", max = "5m", doc = "dead man's switch: the venue cancels every order if the switch"
        + " is not renewed for this long")
    long deadMansSwitchNs,
    @Setting(kind = Kind.DURATION, value = "5s", min = "100ms", doc = "the dead man's switch is renewed only if an event has passed the pipeline"
        + " within this time")
    long aliveWithinNs,
    @Setting(doc = "time limits of REST requests") RestSettings requests,
    @Setting(doc = "the connections to the feeds") FeedSettings connection,
    @Setting(doc = "timing of orders and of the comparison with the venue") SessionSettings session) {

    private static final String SPOT = "wss://ws.kraken.com/v2";

    /** Every default, with derivatives at another place. */
    public static KrakenSettings at(final String rest, final String feeds) {
        return new KrakenSettings(
            rest, feeds, SPOT, 86_400_000_000_000L, "", "env:KRAKEN_FUTURES_SECRET", 60_000_000_000L, 5_000_000_000L, RestSettings.defaults(),
            FeedSettings.defaults(), SessionSettings.defaults());
    }

    /** The same patience by the wall's clock, in a session whose time runs so many times as fast. */
    public KrakenSettings atSpeed(final double speed) {
        return new KrakenSettings(
            rest, feeds, spot, historyNs, key, secret, (long) (deadMansSwitchNs * speed), (long) (aliveWithinNs * speed), requests, connection.atSpeed(speed),
            session.atSpeed(speed));
    }

    /** The switch is set anew three times before it would act. */
    long switchEveryMs() {
        return deadMansSwitchNs / 4 / 1_000_000;
    }

    long switchSeconds() {
        return deadMansSwitchNs / 1_000_000_000L;
    }
}
