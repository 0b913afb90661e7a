package io.ringmaster.monitor.view.kit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts JavaFX without a display, once for all tests of the module: {@code @ExtendWith(HeadlessFx.class)}. Tests act through {@link Fx}. */
public final class HeadlessFx implements BeforeAllCallback {

    @Override
    public void beforeAll(final ExtensionContext context) {
        Toolkit.startWithoutDisplay();
    }
}
