package io.ringmaster.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.config.InvalidInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The keys are examples of the venue's own documents; what they don't sign there is signed by OpenSSL. */
class SignerTest {

    private static final String DERIVATIVES_SECRET =
        "7zxMEF5p/Z8l2p2U7Ghv6x14Af+Fx+92tPgUdVQ748FOIrEoT9bgT+bTRfXc5pz8na+hL/QdrCVG7bh9KpT0eMTm";
    private static final String SPOT_SECRET =
        "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

    @Test
    void shouldAnswerTheChallengeOfTheDocuments() {
        assertEquals(
            "4JEpF3ix66GA2B+ooK128Ift4XQVtc137N9yeg4Kqsn9PI0Kpzbysl9M1IeCEdjg0zl00wkVqcsnG4bmnlMb3A==",
            signer(DERIVATIVES_SECRET).challenge("c100b894-1729-464d-ace1-52dbce11db42"));
    }

    @Test
    void shouldSignTheSpotOrderOfTheDocuments() {
        assertEquals(
            "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==",
            signer(SPOT_SECRET).spot(
                "/0/private/AddOrder", 1_616_492_376_594L,
                "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"));
    }

    @Test
    void shouldSignADerivativesRequestAsItIsSent() {
        final Signer signer = signer(DERIVATIVES_SECRET);
        final String path = "/derivatives/api/v3/sendorder";
        final String encoded = "orderType=lmt&symbol=pf_xbtusd&side=buy&size=0.5&limitPrice=60000&cliOrdId=a%3Ab";

        assertEquals(
            "z6bHp93UGX6O+omuVmaWdpE7sXu0lKqitLS/Y+1d0T2qO8gQGpQhQWNBGg2RlxEAgQWJEkXNWnUjSqZYpfw7VA==",
            signer.derivatives(encoded, 1_700_000_000_123L, path));
        assertNotEquals(
            signer.derivatives(encoded, 1_700_000_000_123L, path),
            signer.derivatives(encoded.replace("%3A", ":"), 1_700_000_000_123L, path), "the decoded query is another one");
        assertEquals(
            "9tZUegDguAkhvOvtqprdTLREwlY/JASQqFYGvJRCrRpfLZ8SB0pP3w45nPrLJ94bGkGrxiWxsOlXq62cX8XmfQ==",
            signer.derivatives("", 1_700_000_000_124L, "/api/v3/openorders"));
    }

    @Test
    void shouldNotRepeatASecretThatIsNoBase64() {
        final InvalidInputException refused = assertThrows(InvalidInputException.class, () -> signer("CANARY-not!base64"));

        assertFalse(refused.getMessage().contains("CANARY"), refused.getMessage());
        assertNull(refused.getCause(), "whose message could quote it");
    }

    private static Signer signer(final String secret) {
        try (Secret taken = Secret.take(secret.getBytes(StandardCharsets.UTF_8))) {
            return new Signer(taken);
        }
    }
}
