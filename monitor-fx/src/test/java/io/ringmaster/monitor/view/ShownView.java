package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.Palette;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The view that a test looks at, in a dark scene that is closed after the test. */
final class ShownView implements AfterEachCallback {

    private View view;
    private Scene scene;

    /** Opens a view that shows nothing yet. */
    void open(final View opened, final double width, final double height) {
        view = opened;
        scene = Fx.show((Parent) Fx.get(opened::node), width, height, Palette.DARK);
    }

    /** Opens a page in the size that it has in a large window, and shows a moment. */
    void open(final Page page, final FixedDesk desk, final Moment moment) {
        open(Fx.get(() -> Views.make(page, desk)), 1340, 820);
        show(moment);
    }

    void show(final Moment moment) {
        Fx.run(() -> view.show(moment));
        Fx.pulse();
    }

    Scene scene() {
        return scene;
    }

    /** The value of a fact. */
    String fact(final String selector, final String name) {
        final Facts found = Fx.find(scene, selector);
        return Fx.get(() -> found.get(name));
    }

    /** The text of a label. */
    String text(final String id) {
        final Label label = Fx.find(scene, "#" + id);
        return Fx.get(label::getText);
    }

    @Override
    public void afterEach(final ExtensionContext context) {
        if (scene != null) {
            Fx.close(scene);
        }
    }
}
