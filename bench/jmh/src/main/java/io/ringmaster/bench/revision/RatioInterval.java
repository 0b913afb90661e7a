package io.ringmaster.bench.revision;

/** A ratio of times, after to before, with its 95 % confidence interval. */
record RatioInterval(double ratio, double low, double high) {

    /** What it says. */
    enum Verdict {

        FASTER("faster"),
        SLOWER("slower"),
        NONE("no difference shown");

        private final String words;

        Verdict(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Verdict verdict() {
        if (high < 1) {
            return Verdict.FASTER;
        }
        return low > 1 ? Verdict.SLOWER : Verdict.NONE;
    }
}
