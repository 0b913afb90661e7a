package io.ringmaster.lab.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EpisodeLengthTest {

    @Test
    void shouldDrawEachLengthBetweenBothLimits() {
        final EpisodeLength length = new EpisodeLength(3, 7);
        final Set<Integer> drawn = new TreeSet<>();
        for (long seed = 0; seed < 200; seed++) {
            drawn.add(length.of(seed));
            assertEquals(length.of(seed), length.of(seed));
            assertEquals(5, EpisodeLength.always(5).of(seed));
        }
        assertEquals(Set.of(3, 4, 5, 6, 7), drawn);
        assertThrows(IllegalArgumentException.class, () -> new EpisodeLength(8, 7));
        assertThrows(IllegalArgumentException.class, () -> new EpisodeLength(0, 7));
    }
}
