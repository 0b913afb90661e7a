package io.ringmaster.lab.learning.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CheckpointTest {

    private static byte[] sample() {
        return new CheckpointWriter().name("numbers").integer(-5).real(0.1).row(new float[] {1.5f, -0f, Float.MIN_VALUE})
            .flags(new boolean[] {true, false}).text("ünï").bytes();
    }

    @Test
    void shouldReadWhatWasWritten() {
        final CheckpointReader reader = new CheckpointReader("c", sample()).name("numbers");
        assertEquals(-5, reader.integer());
        assertEquals(0.1, reader.real());
        final float[] row = new float[3];
        final boolean[] flags = new boolean[2];
        reader.row(row).flags(flags);
        assertArrayEquals(new float[] {1.5f, -0f, Float.MIN_VALUE}, row);
        assertArrayEquals(new boolean[] {true, false}, flags);
        assertEquals("ünï", reader.text());
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        final byte[] whole = sample();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            final byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CheckpointException.class, () -> new CheckpointReader("c", damaged));
        }
        whole[20] ^= 1;
        assertMessage("c is damaged: its checksum is wrong.", () -> new CheckpointReader("c", whole));
        assertMessage("c is not a checkpoint of this version.", () -> new CheckpointReader("c", new byte[3]));
    }

    @Test
    void shouldNameWhatDiffers() {
        assertMessage("c has part \"numbers\", but this learner has \"policy\". Resume with the settings of the checkpoint.",
            () -> new CheckpointReader("c", sample()).name("policy"));
        final CheckpointReader reader = new CheckpointReader("c", sample()).name("numbers");
        reader.integer();
        reader.real();
        assertMessage("c has an array of length \"3\", but this learner has \"4\". Resume with the settings of the checkpoint.",
            () -> reader.row(new float[4]));
        final CheckpointReader ended = new CheckpointReader("c", new CheckpointWriter().bytes());
        assertMessage("c ends before its learner's state does: it is of a learner with other settings.", ended::integer);
    }

    private static void assertMessage(final String message, final Executable run) {
        assertEquals(message, assertThrows(CheckpointException.class, run).getMessage());
    }
}
