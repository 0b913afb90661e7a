package io.ringmaster.monitor.view.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** A box with a title, something beside the title, and its content, or a sentence that says why there is none. */
public final class Panel extends VBox {

    private final HBox head = new HBox();
    private static final int SHORT = 12;

    private final Label aside = new Label();
    private final Label sentence = new Label();
    private final Node content;

    public Panel(final String title, final Node content) {
        this.content = content;
        final Label name = new Label(title);
        name.getStyleClass().add("panel-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        aside.getStyleClass().addAll("muted", "number");
        final Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getChildren().addAll(name, space, aside);
        head.getStyleClass().add("panel-head");
        sentence.getStyleClass().addAll("muted", "panel-sentence");
        sentence.setWrapText(true);
        sentence.setVisible(false);
        final StackPane body = new StackPane(content, sentence);
        body.getStyleClass().add("panel-body");
        body.setMinSize(0, 0);
        // What does not fit is cut at the bottom, not laid over the title.
        StackPane.setAlignment(content, Pos.TOP_LEFT);
        final Rectangle bounds = new Rectangle();
        bounds.widthProperty().bind(body.widthProperty());
        bounds.heightProperty().bind(body.heightProperty());
        body.setClip(bounds);
        VBox.setVgrow(body, Priority.ALWAYS);
        getStyleClass().add("panel");
        getChildren().addAll(head, body);
        setMinSize(0, 0);
    }

    /** The text at the right of the title, such as a count or a unit. */
    public void aside(final String text) {
        if (!text.equals(aside.getText())) {
            aside.setText(text);
            // A count stays whole; a sentence gives way to the controls beside it.
            aside.setMinWidth(text.length() <= SHORT ? USE_PREF_SIZE : USE_COMPUTED_SIZE);
        }
    }

    /** Puts controls at the right of the title, after the text. */
    public Panel with(final Node... controls) {
        head.getChildren().addAll(controls);
        return this;
    }

    /** Shows a sentence instead of the content. */
    public void say(final String why) {
        sentence.setText(why);
        sentence.setVisible(true);
        content.setVisible(false);
    }

    /** Shows the content. */
    public void showContent() {
        sentence.setVisible(false);
        content.setVisible(true);
    }

    /** The sentence that is shown, or an empty text. */
    public String sentence() {
        return sentence.isVisible() ? sentence.getText() : "";
    }
}
