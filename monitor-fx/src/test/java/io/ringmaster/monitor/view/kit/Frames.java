package io.ringmaster.monitor.view.kit;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;

/**
 * Measures what a person sees: frames that follow each other as fast as they can, each with the change of one frame, its layout and its drawing, so
 * that the time between two of them is what one takes. Processor time of both threads of JavaFX, which work beside each other, is for a machine that is
 * busy otherwise. Needs {@code javafx.animation.fullspeed}, which must be set before JavaFX starts.
 */
public final class Frames extends AnimationTimer {

    private static final int WARM_UP = 300;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Runnable change;
    private final long[] tookNs;
    private final long[] cpuNs;
    private int next = -WARM_UP;
    private long lastNs;
    private long lastCpuNs;

    private Frames(final int count, final Runnable change) {
        this.change = change;
        tookNs = new long[count];
        cpuNs = new long[count];
    }

    /** Starts JavaFX without a display and without a limit of frames. */
    public static void prepare() {
        System.setProperty("javafx.animation.fullspeed", "true");
        Toolkit.startWithoutDisplay();
    }

    /** Prints what frames take, each with this change. */
    public static void measure(final String what, final int count, final Runnable change) throws InterruptedException {
        final Frames frames = new Frames(count, change);
        Fx.run(frames::start);
        frames.done.await();
        System.out.println(what + ": " + text(frames.tookNs) + "; processor time " + text(frames.cpuNs));
    }

    @Override
    public void handle(final long pulseNs) {
        final long nowNs = System.nanoTime();
        if (next > 0) {
            tookNs[next - 1] = nowNs - lastNs;
            cpuNs[next - 1] = Fx.cpuNs() - lastCpuNs;
        }
        if (next++ == tookNs.length) {
            stop();
            done.countDown();
            return;
        }
        lastNs = nowNs;
        lastCpuNs = Fx.cpuNs();
        change.run();
    }

    private static String text(final long[] ns) {
        Arrays.sort(ns);
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms", ms(ns, 0.5), ms(ns, 0.95), ms(ns, 0.99));
    }

    private static double ms(final long[] sortedNs, final double share) {
        return sortedNs[(int) Math.ceil(share * sortedNs.length) - 1] / 1e6;
    }
}
