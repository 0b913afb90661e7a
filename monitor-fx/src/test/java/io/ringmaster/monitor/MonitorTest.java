package io.ringmaster.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MonitorTest {

    /** The texts of JavaFX 26 and of the loader of Linux. */
    @Test
    void shouldSayWhatToInstallOrToSet() {
        assertEquals(
            "the monitor cannot open the display ':7'. Set DISPLAY to one that you may use, or draw a picture without a display: ./ringmaster monitor DIR"
                + " --snapshot view.png",
            Monitor.whyNot(new UnsupportedOperationException("Unable to open DISPLAY"), ":7"));
        assertEquals(
            "the monitor needs a library of the system that is not there: libpango-1.0.so.0: cannot open shared object file. On Debian and Ubuntu, install"
                + " libgtk-3-0, libpango-1.0-0, libfreetype6 and libgl1; docs/monitor.md names those of other systems.",
            Monitor.whyNot(
                new ExceptionInInitializerError(new UnsatisfiedLinkError("libpango-1.0.so.0: cannot open shared object file")), null));
    }
}
