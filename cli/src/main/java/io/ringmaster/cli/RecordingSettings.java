package io.ringmaster.cli;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** Which recorded market a session plays, so that a session cut short goes on with the same one. */
record RecordingSettings(
    @Setting(value = "", doc = "file, or 'bundled' for the demo's own") String file,
    @Setting(value = "", doc = "format as the import command names it") String format,
    @Setting(value = "", doc = "SHA-256 of the file") String sha256,
    @Setting(kind = Kind.DURATION, value = "0s", doc = "event time to play, from the first event on; 0s for all") long lengthNs) {
}
