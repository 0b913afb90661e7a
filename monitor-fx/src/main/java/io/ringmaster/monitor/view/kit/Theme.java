package io.ringmaster.monitor.view.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Dresses a scene: the controls of AtlantaFX, the colours of a palette, our stylesheet, and the size of text. */
public final class Theme {

    /** Height of text in pixels at a scale of 1. */
    public static final int TEXT_PIXELS = 13;

    /** Families whose digits have one width, best first. */
    private static final List<String> FAMILIES =
        List.of("IBM Plex Sans", "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "DejaVu Sans Condensed", "DejaVu Sans");

    private static final String SHEET = Theme.class.getResource("monitor.css").toExternalForm();

    private Theme() {
    }

    /** Dresses the scene and its popups; every scene of the process gets the same controls. */
    public static void dress(final Scene scene, final Palette palette, final double scale) {
        final String controls = palette.isDark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        if (!controls.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(controls);
        }
        scene.getStylesheets().setAll(address(palette, scale), SHEET);
        scene.setFill(palette.of(Ink.PAGE));
    }

    /** A stylesheet that is not in a file, as an address that JavaFX reads. */
    private static String address(final Palette palette, final double scale) {
        final String css = ".root {\n" + palette.css() + "-fx-font-size: " + TEXT_PIXELS * scale + "px;\n-fx-font-family: \"" + family() + "\";\n}\n";
        return "data:text/css;charset=utf-8;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    /** How much larger text of this font is than text of normal size. */
    public static double scaleOf(final Font font) {
        return font.getSize() / TEXT_PIXELS;
    }

    /** The first of the families that this machine has. */
    public static String family() {
        return Font.getFamilies().stream().filter(FAMILIES::contains).min(Comparator.comparingInt(FAMILIES::indexOf)).orElse("System");
    }
}
