package io.ringmaster.cli.session;

import io.ringmaster.exchange.wire.ApiKey;
import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.client.KrakenCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.LongSupplier;

/** The one key of the simulated venue. It guards only simulated money, so it is public. */
public final class SimulatedKey {

    public static final String KEY = "simulated";
    public static final String SECRET =
        Base64.getEncoder().encodeToString("guards nothing but simulated money".getBytes(StandardCharsets.UTF_8));

    private SimulatedKey() {
    }

    public static ApiKey withCash(final long cashE8) {
        return new ApiKey(KEY, SECRET, cashE8, false);
    }

    static KrakenCredentials credentials(final LongSupplier clockMs) {
        return new KrakenCredentials(KEY, Secret.take(SECRET.getBytes(StandardCharsets.UTF_8)), new Nonces(clockMs, 0));
    }
}
