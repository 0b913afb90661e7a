package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Theme;
import io.ringmaster.monitor.view.kit.Times;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/**
 * Draws the life of an order from left to right: squares are what we did, circles are what the venue did, and between two steps stands how long it
 * took. Steps are equally far apart, because microseconds and minutes stand in one life. What does not fit in one line goes on in the next.
 */
final class LifePainter {

    private static final double LEAST_WIDTH = 122;
    private static final double MOST_WIDTH = 190;
    private static final double LINE_HEIGHT = 86;
    private static final double MARGIN = 14;
    private static final double MARK = 5;
    private static final double NAME_PIXELS = 12;
    private static final double SMALL_PIXELS = 11;

    private List<OrderLife.Step> steps = List.of();
    private double stepWidth = LEAST_WIDTH;
    private double scale = 1;
    private Font name = Font.getDefault();
    private Font small = Font.getDefault();

    void show(final List<OrderLife.Step> shown) {
        steps = shown;
    }

    /** Every step as text, with the time since the one before. */
    List<String> texts() {
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            texts.add((i == 0 ? "" : took(i - 1) + " ") + steps.get(i).name() + (steps.get(i).detail().isEmpty() ? "" : " " + steps.get(i).detail()));
        }
        return texts;
    }

    void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        scale = Theme.scaleOf(graphics.getFont());
        name = Font.font(Theme.family(), FontWeight.BOLD, NAME_PIXELS * scale);
        small = Font.font(Theme.family(), SMALL_PIXELS * scale);
        final double lineHeight = LINE_HEIGHT * scale;
        stepWidth = Math.clamp((width - 2 * MARGIN) / Math.max(1, steps.size()), LEAST_WIDTH * scale, MOST_WIDTH * scale);
        final int perLine = (int) Math.max(2, (width - 2 * MARGIN) / stepWidth);
        final int lines = (int) Math.max(1, (height - MARGIN) / lineHeight);
        final int room = perLine * lines;
        final int hidden = Math.max(0, steps.size() - room);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setTextAlign(TextAlignment.LEFT);
        // The first steps and the last ones say most: what does not fit is left out before the last line.
        final int head = hidden == 0 ? steps.size() : room - perLine;
        int place = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (i >= head && i < head + hidden) {
                continue;
            }
            final double x = MARGIN + place % perLine * stepWidth;
            final double y = MARGIN + place / perLine * lineHeight + lineHeight / 2 - 10 * scale;
            final boolean isLast = i == steps.size() - 1;
            final boolean isBeforeGap = hidden > 0 && i == head - 1;
            drawStep(graphics, palette, steps.get(i), x, y);
            if (!isLast) {
                drawTime(graphics, palette, isBeforeGap ? hidden + " steps hidden" : took(i), x, y);
            }
            place++;
        }
    }

    private String took(final int step) {
        return "+" + Times.duration(steps.get(step + 1).timeNs() - steps.get(step).timeNs());
    }

    private void drawStep(final GraphicsContext graphics, final Palette palette, final OrderLife.Step step, final double x, final double y) {
        graphics.setFill(palette.of(step.ink()));
        if (step.isOurs()) {
            graphics.fillRect(x, y - MARK, 2 * MARK, 2 * MARK);
        } else {
            graphics.fillOval(x, y - MARK, 2 * MARK, 2 * MARK);
        }
        graphics.setFill(palette.of(step.ink() == Ink.ACCENT ? Ink.TEXT : step.ink()));
        graphics.setFont(name);
        graphics.fillText(step.name(), x, y - 22 * scale, stepWidth - 8);
        graphics.setFont(small);
        graphics.setFill(palette.of(Ink.MUTED));
        graphics.fillText(Times.micros(step.timeNs()), x, y + 18 * scale, stepWidth - 8);
        graphics.setFill(palette.of(Ink.TEXT));
        graphics.fillText(step.detail(), x, y + 34 * scale, stepWidth - 8);
    }

    private void drawTime(final GraphicsContext graphics, final Palette palette, final String text, final double x, final double y) {
        graphics.setStroke(palette.of(Ink.LINE));
        graphics.setLineWidth(1);
        final double line = Math.floor(y) + 0.5;
        graphics.strokeLine(x + 2 * MARK + 4, line, x + stepWidth - 4, line);
        graphics.setFont(small);
        graphics.setFill(palette.of(Ink.ACCENT));
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.fillText(text, x + MARK + stepWidth / 2, y - 8 * scale, stepWidth - 4 * MARK);
        graphics.setTextAlign(TextAlignment.LEFT);
    }
}
