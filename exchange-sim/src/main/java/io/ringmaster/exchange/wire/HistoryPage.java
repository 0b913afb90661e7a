package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A part of a history, as {@code since}, {@code before}, {@code sort}, {@code count} and {@code continuation_token} ask for it; the newest
 * entry first unless {@code sort=asc}.
 *
 * @param continuation where the next page begins; empty when this is the last
 */
record HistoryPage<T>(List<T> elements, String continuation) {

    /** @param oldestFirst the whole history */
    static <T> HistoryPage<T> of(final List<T> oldestFirst, final ToLongFunction<T> timeMs, final Arguments arguments, final int mostInAPage) {
        final long sinceMs = arguments.whole("since", 0);
        final long beforeMs = arguments.whole("before", Long.MAX_VALUE);
        final List<T> wanted = new ArrayList<>(oldestFirst.stream()
            .filter(each -> timeMs.applyAsLong(each) >= sinceMs && timeMs.applyAsLong(each) < beforeMs).toList());
        final List<T> sorted = arguments.text("sort").equals("asc") ? wanted : wanted.reversed();
        final int from = Math.clamp(arguments.whole("continuation_token", 0), 0, sorted.size());
        final int to = Math.min(sorted.size(), from + Math.clamp(arguments.whole("count", mostInAPage), 1, mostInAPage));
        return new HistoryPage<>(sorted.subList(from, to), to < sorted.size() ? Integer.toString(to) : "");
    }

    /** The answer: not wrapped as those of the trading API are. */
    String json(final Consumer<Json> before, final BiConsumer<Json, T> fields) {
        return Json.object(json -> {
            before.accept(json);
            json.objects("elements", elements, fields).number("len", elements.size()).optionalText("continuationToken", continuation);
        });
    }
}
