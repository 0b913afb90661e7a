package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.StrategiesPane;
import io.ringmaster.monitor.view.View;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Frames;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Palette;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * How long does a frame take while a person scrolls through the strategies, three rows a frame? The view alone, the whole window, and the whole window
 * of a session that shows another moment 20 times a second. Arguments: the directory of a session with many strategies, and how many frames. The goal
 * is 16 ms at p95.
 */
final class ScrollingMeasured {

    private static final double PIXELS_A_FRAME = 66;
    /** The screen of the headless platform. */
    private static final int SCREEN_PIXELS = 1_000;
    private static final int MOMENTS = 60;
    private static final long MOMENT_NS = 50_000_000;

    private final List<Moment> moments = new ArrayList<>();
    private final int frames;
    private int shown;
    private long shownNs;
    private double direction = PIXELS_A_FRAME;

    private ScrollingMeasured(final int frames) {
        this.frames = frames;
    }

    public static void main(final String[] arguments) throws Exception {
        Frames.prepare();
        try (SessionModel model = SessionModel.open(Path.of(arguments[0]))) {
            final ScrollingMeasured measured = new ScrollingMeasured(Integer.parseInt(arguments[1]));
            final Moment last = model.settled().join();
            for (int i = MOMENTS; i > 0; i--) {
                measured.moments.add(model.goToTime(last.timeNs() - i * MOMENT_NS).join());
            }
            System.out.println(last.strategies().size() + " strategies");
            measured.view(last);
            measured.window(model, last);
        }
        System.exit(0);
    }

    private void view(final Moment moment) throws InterruptedException {
        final View pane = Fx.get(() -> new StrategiesPane(new FixedDesk()));
        final Scene scene = Fx.show((Parent) pane.node(), SCREEN_PIXELS, SCREEN_PIXELS, Palette.DARK);
        Fx.run(() -> pane.show(moment));
        Fx.pulse();
        final LiveTable<?> table = Fx.find(scene, "#strategies");
        Frames.measure("the view", frames, () -> {
            scroll(table);
            pane.show(moment);
        });
        Fx.close(scene);
    }

    private void window(final SessionModel model, final Moment moment) throws InterruptedException {
        final Shell shell = Fx.get(() -> new Shell(Palette.DARK));
        final Scene scene = Fx.get(() -> {
            final Scene made = new Scene(shell.root(), SCREEN_PIXELS, SCREEN_PIXELS);
            shell.dress();
            shell.use(model);
            shell.open(Page.STRATEGIES);
            shell.show(moment, System.nanoTime());
            final Stage stage = new Stage();
            stage.setScene(made);
            stage.show();
            return made;
        });
        Fx.pulse();
        final LiveTable<?> table = Fx.find(scene, "#strategies");
        Frames.measure("the window", frames, () -> scroll(table));
        Frames.measure("the window, 20 moments a second", frames, () -> {
            scroll(table);
            final long nowNs = System.nanoTime();
            if (nowNs - shownNs >= MOMENT_NS) {
                shownNs = nowNs;
                shell.show(moments.get(shown++ % MOMENTS), nowNs);
            }
        });
    }

    private void scroll(final LiveTable<?> table) {
        if (!table.scroll(0, direction)) {
            direction = -direction;
        }
    }
}
