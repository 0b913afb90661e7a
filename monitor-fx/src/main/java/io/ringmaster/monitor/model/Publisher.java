package io.ringmaster.monitor.model;

import java.util.List;

/** Makes moments, not more often than a screen can use, and looks at the files of the session now and then. One thread. */
final class Publisher {

    /** Moments are published at most so often. */
    private static final long PUBLISH_EVERY_NS = 8_000_000;
    private static final long FILES_EVERY_NS = 2_000_000_000;

    /** Without a record for so long, it is not known whether a session runs. */
    private static final long SILENCE_NS = 5_000_000_000L;

    private final SessionFiles files;
    private final Head head;
    private final CandleCaches candles = new CandleCaches();
    private final LatencyLog latency;
    private DiskUse disk;
    private List<String> remarks = List.of();
    private boolean isAtEnd;
    private boolean isStale;
    private long published;
    private long publishedNs;
    private long filesNs;
    private boolean hasGrown;
    private long grownNs;

    Publisher(final SessionFiles files, final Head head, final long nowNs) {
        this.files = files;
        this.head = head;
        latency = new LatencyLog(files.latencyLog());
        latency.look();
        disk = DiskUse.of(files.directory());
        filesNs = nowNs;
    }

    /** Records came after what was there at first had been read. */
    void grew(final long nowNs) {
        hasGrown = true;
        grownNs = nowNs;
    }

    /** @param newIsAtEnd whether both journals were read to their ends */
    void note(final boolean isChanged, final boolean newIsAtEnd) {
        isStale |= isChanged;
        isAtEnd = newIsAtEnd;
    }

    /** @param isAwaited whether somebody waits for what is new */
    boolean isDue(final long nowNs, final boolean isAwaited) {
        return isStale && (isAwaited || nowNs - publishedNs >= PUBLISH_EVERY_NS);
    }

    /** Looks at sizes and anchors at times, at the end of the journals. */
    void lookAtFiles(final long nowNs) {
        if (isAtEnd && nowNs - filesNs >= FILES_EVERY_NS) {
            filesNs = nowNs;
            disk = DiskUse.of(files.directory());
            latency.look();
            head.expect();
            isStale = true;
        }
    }

    private Life life(final long nowNs) {
        return head.timeline().hasEnded() ? Life.ENDED : hasGrown && nowNs - grownNs <= SILENCE_NS ? Life.GROWING : Life.SILENT;
    }

    /** The newest moment. */
    Moment newest(final Moment.Condition.Showing showing, final long nowNs) {
        final Timeline timeline = head.timeline();
        return moment(timeline.head(), head.state(), Sizes.all(timeline), condition(showing, nowNs));
    }

    /** An earlier moment. */
    Moment at(final TimeTravel travel, final Moment.Condition.Showing showing, final long nowNs) {
        final Market market = travel.market();
        return moment(market, travel.outputs(), Sizes.upTo(head.timeline(), market.sequence()), condition(showing, nowNs));
    }

    private Moment moment(final Market market, final OutputState outputs, final Sizes sizes, final Moment.Condition condition) {
        return new Moment(head.timeline(), market.view(), outputs.view(), sizes, condition, candles);
    }

    private Moment.Condition condition(final Moment.Condition.Showing showing, final long nowNs) {
        publishedNs = nowNs;
        isStale = false;
        if (isAtEnd) {
            remarks = head.remarks();
        }
        final Timeline timeline = head.timeline();
        final Market newest = timeline.head();
        return new Moment.Condition(
            showing, life(nowNs), disk, latency.view(), remarks,
            new Moment.Condition.Range(timeline.times.get(0, LongTable.TIME), newest.timeNs(), newest.sequence()), ++published);
    }
}
