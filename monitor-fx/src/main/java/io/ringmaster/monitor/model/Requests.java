package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What any thread asks of a model, and the model's thread answers. */
final class Requests {

    private final ConcurrentLinkedQueue<Request> asked = new ConcurrentLinkedQueue<>();
    /** What was taken from the queue and is not answered yet. */
    private final List<CompletableFuture<Moment>> underWay = new ArrayList<>();
    private final List<CompletableFuture<Moment>> settling = new ArrayList<>();

    /** What a request asks for. */
    enum Kind {
        /** A place that does not depend on the one before. */
        PLACE,
        /** A place or a movement that depends on the one before. */
        STEP,
        /** Something from the journals that moves nothing. */
        READ,
        /** To be told when everything is read. */
        WAIT
    }

    /** Something to do on the model's thread. */
    private record Request(Runnable action, Kind kind, CompletableFuture<Moment> done) {
    }

    /** Any thread may ask. */
    CompletableFuture<Moment> add(final Runnable action, final Kind kind) {
        final CompletableFuture<Moment> done = new CompletableFuture<>();
        asked.add(new Request(action, kind, done));
        return done;
    }

    /** Cancels what no thread answers any more. Any thread. */
    void cancelAsked() {
        asked.forEach(each -> each.done.cancel(false));
    }

    // ------------------------------------------------------------------ the model's thread

    boolean isEmpty() {
        return asked.isEmpty() && settling.isEmpty();
    }

    void cancelAll() {
        settling.forEach(each -> each.cancel(false));
        underWay.forEach(each -> each.cancel(false));
        cancelAsked();
    }

    /** Who waited for what is read now. Who begins to wait now must see what was recorded before: the next piece. */
    List<CompletableFuture<Moment>> settled(final boolean isAtEnd) {
        final List<CompletableFuture<Moment>> settled = isAtEnd ? List.copyOf(settling) : List.of();
        settling.removeAll(settled);
        underWay.addAll(settled);
        return settled;
    }

    /** Who waits for everything that is recorded gets no moment when no record can be read; what was asked for otherwise waits for the first one. */
    void answerThatNothingIsThere() {
        for (final Request request : asked) {
            if (request.kind == Kind.WAIT && asked.remove(request)) {
                request.done.complete(null);
            }
        }
    }

    /** Does what was asked for and returns who waits for a moment. A jump to a place is skipped if another one waits behind it. */
    List<CompletableFuture<Moment>> carryOut() {
        final List<Request> waiting = new ArrayList<>();
        for (Request request = asked.poll(); request != null; request = asked.poll()) {
            waiting.add(request);
            underWay.add(request.done);
        }
        int from = waiting.size() - 1;
        while (from > 0 && waiting.get(from).kind != Kind.PLACE) {
            from--;
        }
        final List<CompletableFuture<Moment>> moved = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            final Request request = waiting.get(i);
            if (request.kind == Kind.WAIT) {
                settling.add(request.done);
            } else if (request.kind == Kind.READ) {
                read(request);
            } else {
                if (i >= from) {
                    move(request);
                }
                moved.add(request.done);
            }
        }
        return moved;
    }

    /** Hands a moment to those who waited. */
    void complete(final List<CompletableFuture<Moment>> moved, final List<CompletableFuture<Moment>> settled, final Moment moment) {
        moved.forEach(each -> each.complete(moment));
        settled.forEach(each -> each.complete(moment));
        underWay.clear();
    }

    /** What cannot be read is told to who asked; the model goes on. */
    private static void read(final Request request) {
        try {
            request.action.run();
            request.done.complete(null);
        } catch (final RuntimeException e) {
            request.done.completeExceptionally(e);
        }
    }

    /** A movement that fails ends the model, because it is not known where it is. */
    private static void move(final Request request) {
        try {
            request.action.run();
        } catch (final RuntimeException | Error e) {
            request.done.completeExceptionally(e);
            throw e;
        }
    }
}
