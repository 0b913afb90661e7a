package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.model.ThoughtRow;
import io.ringmaster.monitor.view.ScriptedSession;
import io.ringmaster.schema.ThoughtCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that follows the changes it is told of must be the same as the rows themselves, whatever moments are shown in whatever order. */
class RowsListTest {

    private static final int ROWS = 40;
    private static final Comparator<ThoughtRow> BY_VALUE = Comparator.comparingLong(row -> row.a() * 7 % 11);
    private static final Predicate<ThoughtRow> EVEN = row -> row.a() % 2 == 0;

    @TempDir
    private static Path folder;

    /** Thoughts up to each second: element i has the first i thoughts. */
    private static final List<Rows<ThoughtRow>> MOMENTS = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException {
        try (ScriptedSession session = new ScriptedSession(folder.resolve("session"), "", 0)) {
            for (int i = 1; i <= ROWS; i++) {
                session.at(i * 1_000_000L).thought(ThoughtCode.OPENING, i, 0);
            }
        }
        try (SessionModel model = SessionModel.open(folder.resolve("session"))) {
            model.settled().join();
            for (int i = 0; i <= ROWS; i++) {
                final Moment moment = model.goToTime(ScriptedSession.START_NS + i * 1_000_000_000L).join();
                assertEquals(i, moment.thoughts().size());
                MOMENTS.add(moment.thoughts());
            }
        }
    }

    private static List<Long> values(final List<ThoughtRow> rows) {
        return rows.stream().map(ThoughtRow::a).toList();
    }

    /** What a table would have that only ever heard of changes. */
    private static List<Long> heard(final RowsList<ThoughtRow> list) {
        final List<Long> copy = new ArrayList<>();
        list.addListener((ListChangeListener<ThoughtRow>) change -> {
            while (change.next()) {
                copy.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
                copy.addAll(change.getFrom(), values(new ArrayList<>(change.getAddedSubList())));
            }
        });
        return copy;
    }

    private static List<Long> expected(final int count, final boolean isNewestFirst, final boolean isFiltered, final boolean isSorted) {
        List<ThoughtRow> rows = new ArrayList<>(MOMENTS.get(count).asList());
        if (isFiltered) {
            rows.removeIf(EVEN.negate());
        }
        if (isSorted) {
            rows.sort(BY_VALUE);
        } else if (isNewestFirst) {
            rows = rows.reversed();
        }
        return values(rows);
    }

    @RepeatedTest(20)
    void shouldTellATableEveryChange() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final boolean isNewestFirst = random.nextBoolean();
        final RowsList<ThoughtRow> list = isNewestFirst ? RowsList.newestFirst() : RowsList.oldestFirst();
        final List<Long> heard = heard(list);
        boolean isFiltered = false;
        boolean isSorted = false;
        int count = 0;
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    isFiltered = !isFiltered;
                    list.filter(isFiltered ? EVEN : null);
                }
                case 1 -> {
                    isSorted = !isSorted;
                    list.sort(isSorted ? BY_VALUE : null);
                }
                default -> {
                    count = random.nextInt(ROWS + 1);
                    list.show(MOMENTS.get(count));
                }
            }
            final List<Long> expected = expected(count, isNewestFirst, isFiltered, isSorted);
            assertEquals(expected, values(list), () -> "seed " + seed);
            assertEquals(expected, heard, () -> "seed " + seed);
        }
    }

    @Test
    void shouldAddTheNewestRowAtTheTop() {
        final RowsList<ThoughtRow> list = RowsList.newestFirst();
        list.show(MOMENTS.get(2));
        final List<String> changes = new ArrayList<>();
        list.addListener((ListChangeListener<ThoughtRow>) change -> {
            while (change.next()) {
                changes.add(change.getFrom() + " +" + change.getAddedSize() + " -" + change.getRemovedSize());
            }
        });

        list.show(MOMENTS.get(5));
        list.show(MOMENTS.get(4));

        assertEquals(List.of("0 +3 -0", "0 +0 -1"), changes);
        assertEquals(List.of(4L, 3L, 2L, 1L), values(list));
    }
}
