package io.ringmaster.inference;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.inference.drift.DriftSettings;
import io.ringmaster.inference.model.EngineChoice;
import java.util.ArrayList;
import java.util.List;

/** The model that decides, and how its output becomes a target. */
public record ModelSettings(
    @Inline File file,
    @Setting(value = "auto",
        doc = "what runs the model: auto: the exact engine if it knows every operator and agrees with ONNX Runtime, otherwise ONNX Runtime; onnxruntime;"
        + " exact")
    EngineChoice engine,
    @Setting(value = "kraken", doc = "venue of the market's data, as the model's contract names it") String venue,
    @Setting(value = "0", min = "0", max = "4096",
        doc = "most features of an observation that may be unknown; with more, the model is not asked and the position stays;"
        + " 4096: any number")
    int maxUnknown,
    @Setting(value = "continuous",
        doc = "meaning of the model's first output: continuous: exposure and stop, each in [-1, 1]; buy_sell_hold: 3 logits; adjust: 5 logits: increase,"
        + " decrease, stay, flat, reverse; size_or_skip: a factor in [0, 1], or 2 logits, skip and take, for what the proposer wants to enter")
    Head head,
    @Setting(value = "confluence",
        doc = "size_or_skip: what proposes: confluence: the votes of the strategies; experts: the strategies weighed by their results, by the settings of"
        + " policy.experts")
    Proposer proposer,
    @Inline Bounds bounds) {

    /** The number of unknown features that stands for any. */
    public static final int ANY_UNKNOWN = 4_096;

    /** Where the model is. */
    public record File(
        @Setting(value = "", doc = "model (.onnx), relative to this file; bundled: the example model of the program") String file,
        @Setting(value = "", doc = "SHA-256 that the model must have; empty: any") String sha256,
        @Setting(value = "67108864", min = "1", max = "1073741824", doc = "largest size of the model's file, bytes") long maxBytes,
        @Setting(value = "[]", doc = "further models that decide together with it, of the same contract and head") List<Member> ensemble,
        @Setting(value = "mean",
            doc = "with ensemble: mean, median: of the outputs, number by number; vote: the action that most models choose, and if two or more share the first"
            + " place, the position stays; for heads with logits")
        Combination combine) {

        public File {
            ensemble = List.copyOf(ensemble);
        }
    }

    /** A further model of an ensemble. */
    public record Member(
        @Setting(doc = "model (.onnx), relative to this file") String file,
        @Setting(value = "", doc = "SHA-256 that the model must have; empty: any") String sha256) { }

    /** How the outputs of an ensemble become one. */
    public enum Combination { MEAN, MEDIAN, VOTE }

    /** How many models decide together. */
    public int members() {
        return 1 + file.ensemble.size();
    }

    /** The models of the ensemble, the first one included. */
    public List<Member> models() {
        final List<Member> all = new ArrayList<>(List.of(new Member(file.file, file.sha256)));
        all.addAll(file.ensemble);
        return all;
    }

    /** The key of the setting that names one of {@link #models}. */
    public static String keyOf(final int model) {
        return model == 0 ? "policy.model.file" : "policy.model.ensemble." + (model - 1) + ".file";
    }

    /** The settings with other models, as many as before. */
    public ModelSettings with(final List<Member> models) {
        return new ModelSettings(
            new File(models.getFirst().file, models.getFirst().sha256, file.maxBytes, models.subList(1, models.size()), file.combine), engine, venue,
            maxUnknown, head, proposer, bounds);
    }

    /** What an output can reach, and how far the model may drift. */
    public record Bounds(
        @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "2",
            doc = "continuous: the position stays while the wanted exposure differs from it by less than this; 1 is a full target")
        long deadZoneE8,
        @Setting(kind = Kind.E8, value = "0.01", min = "0", max = "0.9", doc = "continuous: distance of the stop at -1, share of the mark") long leastStopE8,
        @Setting(kind = Kind.E8, value = "0.05", min = "0", max = "0.9", doc = "continuous: distance of the stop at 1, share of the mark") long mostStopE8,
        @Setting(kind = Kind.E8, value = "0.25", min = "0.01", max = "2",
            doc = "adjust: what increase adds to the exposure and decrease takes from it; 1 is a full target")
        long stepE8,
        @Setting(doc = "how far what the model sees and says is from its reference") DriftSettings drift) {

        public Bounds {
            if (leastStopE8 > mostStopE8) {
                throw new IllegalArgumentException("leastStop must be at most mostStop");
            }
        }
    }

    /** How far the model may drift from its reference. */
    public DriftSettings drift() {
        return bounds.drift;
    }

    /** What the model's first output means. */
    public enum Head {

        CONTINUOUS, BUY_SELL_HOLD, ADJUST, SIZE_OR_SKIP;

        /** Whether an output of this many numbers can have this meaning. */
        public boolean takes(final int numbers) {
            return switch (this) {
                case CONTINUOUS -> numbers == 2;
                case BUY_SELL_HOLD -> numbers == 3;
                case ADJUST -> numbers == 5;
                case SIZE_OR_SKIP -> numbers == 1 || numbers == 2;
            };
        }

        /** The most numbers that its output can have. */
        public int mostNumbers() {
            return switch (this) {
                case CONTINUOUS, SIZE_OR_SKIP -> 2;
                case BUY_SELL_HOLD -> 3;
                case ADJUST -> 5;
            };
        }

        /** The meaning of each number of its output. */
        public List<String> names(final int numbers) {
            return switch (this) {
                case CONTINUOUS -> List.of("exposure", "stop");
                case BUY_SELL_HOLD -> List.of("buy", "sell", "hold");
                case ADJUST -> List.of("increase", "decrease", "stay", "flat", "reverse");
                case SIZE_OR_SKIP -> numbers == 1 ? List.of("factor") : List.of("skip", "take");
            };
        }

        /**
         * The actions that can change something now; the highest logit among them is done.
         *
         * @param heldE8        exposure that is held, as a share of equity
         * @param maxExposureE8 of a full target
         * @return a bit for each number of the output
         */
        public int allowed(final long heldE8, final long maxExposureE8) {
            return this != ADJUST ? -1 : AdjustmentReading.allowed(heldE8, maxExposureE8);
        }

        /** The action that keeps the position, which is always possible; -1 if there are no actions. */
        public int keep() {
            return switch (this) {
                case CONTINUOUS -> -1;
                case BUY_SELL_HOLD -> DirectionReading.HOLD;
                case ADJUST -> AdjustmentReading.STAY;
                case SIZE_OR_SKIP -> 0;
            };
        }

        /** How many numbers its output has, in words. */
        public String numbers() {
            return switch (this) {
                case CONTINUOUS -> "2 numbers: exposure and stop";
                case BUY_SELL_HOLD -> "3 logits: buy, sell, hold";
                case ADJUST -> "5 logits: increase, decrease, stay, flat, reverse";
                case SIZE_OR_SKIP -> "1 factor, or 2 logits: skip, take";
            };
        }
    }

    /** What the head size_or_skip scales. */
    public enum Proposer { CONFLUENCE, EXPERTS }

    /** Whether experts propose what the model scales. */
    public boolean scalesExperts() {
        return head == Head.SIZE_OR_SKIP && proposer == Proposer.EXPERTS;
    }

    /** The settings with another engine. */
    public ModelSettings with(final EngineChoice other) {
        return new ModelSettings(file, other, venue, maxUnknown, head, proposer, bounds);
    }

    /** The settings with another file, which must have this hash. */
    public ModelSettings with(final String otherFile, final String sha256) {
        final List<Member> models = models();
        models.set(0, new Member(otherFile, sha256));
        return with(models);
    }
}
