package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Toolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;

/** Opens a session several times in one window, each time with every view, and prints the heap in use after each: directory, times. */
public final class ReopeningMeasured {

    private static final double MEGA = 1e6;

    private ReopeningMeasured() {
    }

    public static void main(final String[] arguments) throws Exception {
        final Path directory = Path.of(arguments[0]);
        Toolkit.startWithoutDisplay();
        final Stage stage = Fx.get(Stage::new);
        final MonitorWindow window = Fx.get(() -> {
            final MonitorWindow made = new MonitorWindow(stage, new Remembered(Files.createTempDirectory("reopening").resolve("monitor.properties")), directory);
            made.show(new MonitorRequest(directory, null, null, null, new MonitorRequest.Size(1_000, 720), "dark"));
            return made;
        });
        for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
            window.model().settled().join();
            for (final Page page : Views.pages()) {
                Fx.run(() -> window.shell().open(page));
                Fx.pulse();
            }
            final double used = used();
            System.out.printf("%d opened: %.1f MB%n", i, used);
            Fx.run(() -> window.open(directory));
        }
        Fx.run(stage::close);
        System.exit(0);
    }

    private static double used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Fx.pulse();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGA;
    }
}
