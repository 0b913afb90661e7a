package io.ringmaster.cli.settings;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** The market that a session plays. It is stored, so that an interrupted session resumes with the same market. */
public record RecordingSettings(
    @Setting(value = "", doc = "file, or 'bundled' for the recording of the demo") String file,
    @Setting(value = "", doc = "format, named as in the import command") String format,
    @Setting(value = "", doc = "SHA-256 of the file") String sha256,
    @Setting(kind = Kind.DURATION, value = "0s", doc = "event time to play from the first event on; 0s for all") long lengthNs,
    @Setting(value = "recorded", doc = "source of the market and destination of the orders") Market market) {

    /** The source of a session's market and the destination of its orders. */
    public enum Market {
        /** A recording, and the simulated venue in virtual time. */
        RECORDED,
        /** A recording, and the simulated venue over the wire. */
        WIRE,
        /** The real market, and simulated fills. */
        PAPER,
        /** The real market, and real orders. */
        LIVE
    }

    /** A market without a recording. */
    static RecordingSettings of(final Market market) {
        return new RecordingSettings("", "", "", 0, market);
    }
}
