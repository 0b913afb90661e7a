package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientOrderIdsTest {

    private final ClientOrderIds ids = new ClientOrderIds("a1b2c3d4");

    @Test
    void shouldBeUnderstoodAgain() {
        assertEquals("a1b2c3d4-1", ids.textOf(1));
        assertEquals("a1b2c3d4-999999999", ids.textOf(999_999_999));
        assertEquals(999_999_999, ids.numberOf("a1b2c3d4-999999999"));
    }

    @Test
    void shouldNotTakeWhatIsNotItsOwn() {
        for (final String foreign : List.of("", "a1b2c3d4", "a1b2c3d4-", "a1b2c3d5-1", "a1b2c3d4-1x", "a1b2c3d4--1", "a1b2c3d4-9999999999")) {
            assertEquals(0, ids.numberOf(foreign), foreign);
        }
    }

    @Test
    void shouldFitEveryProtocolOfTheVenue() {
        assertThrows(IllegalArgumentException.class, () -> ids.textOf(1_000_000_000));
        assertThrows(IllegalArgumentException.class, () -> ids.textOf(0));
        assertThrows(IllegalArgumentException.class, () -> new ClientOrderIds("a b"));
        assertThrows(IllegalArgumentException.class, () -> new ClientOrderIds("a1b2c3d4e"));
    }
}
