package io.ringmaster.inference.model;

import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A model, or the models of an ensemble, and the engine that runs them. Which engine that is, is decided once, by the first one that is opened; every
 * later one is of the same kind, and so are those of all models of an ensemble. Any thread may call it.
 */
public final class ServedModel {

    private final List<Member> members;
    private final List<String> sha256s;
    private final LongSupplier nanoTime;
    /** Empty if the models are here. */
    private final String whyAbsent;
    private EngineChoice choice;
    private boolean isChecked;
    /** Opened, and not taken yet; null if there is none. */
    private EngineSelection ready;
    private DriftReference reference;
    private boolean hasReadReference;

    /**
     * One model.
     *
     * @param golden recorded outputs that the engine must give; null if there are none
     */
    public record Member(Model model, GoldenVectors golden) { }

    /**
     * @param members  one, or those of an ensemble; the first output of each counts
     * @param nanoTime limits the time that a slow model takes until it is warmed up
     */
    public ServedModel(final List<Member> members, final EngineChoice choice, final LongSupplier nanoTime) {
        this(members, members.stream().map(each -> each.model.sha256()).toList(), "", choice, nanoTime);
    }

    private ServedModel(
        final List<Member> members, final List<String> sha256s, final String whyAbsent, final EngineChoice choice, final LongSupplier nanoTime) {
        this.members = List.copyOf(members);
        this.sha256s = List.copyOf(sha256s);
        this.whyAbsent = whyAbsent;
        this.nanoTime = nanoTime;
        this.choice = choice;
    }

    /**
     * Models that decided in a session and are not here any more. They have no engine and no reference of their drift.
     *
     * @param reason why, as a sentence
     */
    public static ServedModel absent(final List<String> sha256s, final String reason) {
        return new ServedModel(List.of(), sha256s, reason, EngineChoice.AUTO, Engines.NO_CLOCK);
    }

    /** One model. */
    public ServedModel(final Model model, final GoldenVectors golden, final EngineChoice choice, final LongSupplier nanoTime) {
        this(List.of(new Member(model, golden)), choice, nanoTime);
    }

    /** Whether the models are not here, so that only their hashes are known. */
    public boolean isAbsent() {
        return !whyAbsent.isEmpty();
    }

    /** Why the models are not here, as a sentence; empty if they are. */
    public String whyAbsent() {
        return whyAbsent;
    }

    /** The hashes of all models, in the order of their outputs. */
    public List<String> sha256s() {
        return sha256s;
    }

    /** An engine that decides without a file: a network while it learns. There is one of it, so it can be taken once. */
    public static ServedModel of(final ModelEngine learner) {
        final ServedModel served = new ServedModel(List.of(), EngineChoice.EXACT, Engines.NO_CLOCK);
        served.ready = new EngineSelection(learner, EngineChoice.EXACT, "it learns");
        served.hasReadReference = true;
        return served;
    }

    /** The model, or the first of the ensemble. */
    public Model model() {
        return members.getFirst().model();
    }

    /** All models, in the order of their outputs; none if a network decides while it learns. */
    public List<Model> models() {
        return members.stream().map(Member::model).toList();
    }

    /**
     * The reference of the drift of {@link #model}, read once; null if it carries none, or is not here.
     *
     * @throws IllegalArgumentException if its text is wrong
     */
    public synchronized DriftReference reference() {
        if (!hasReadReference) {
            reference = isAbsent() ? null : DriftReference.of(model());
            hasReadReference = true;
        }
        return reference;
    }

    /**
     * Opens the engine, unless one is open already, and keeps it until it is taken.
     *
     * @throws io.ringmaster.inference.model.graph.ModelRefusedException if the chosen engine cannot run a model
     * @throws GoldenDifferenceException                                 if it computes something else than was recorded
     */
    public synchronized EngineSelection open() {
        if (ready == null) {
            reference();    // The publisher asks for it too, and must not wait for the parser.
            final List<EngineSelection> opened = ofOneKind();
            choice = opened.getFirst().choice();
            isChecked = true;
            ready = members.size() == 1 ? opened.getFirst() : new EngineSelection(
                new EnsembleEngine(opened.stream().map(EngineSelection::engine).toList()), choice, opened.getFirst().reason());
        }
        return ready;
    }

    /** One engine for each model; ONNX Runtime for all if the exact engine is not right for one of them. */
    private List<EngineSelection> ofOneKind() {
        final List<EngineSelection> opened = open(choice);
        final EngineSelection other = opened.stream().filter(each -> each.choice() == EngineChoice.ONNXRUNTIME).findFirst().orElse(opened.getFirst());
        if (opened.stream().allMatch(each -> each.choice() == other.choice())) {
            return opened;
        }
        opened.forEach(each -> each.engine().close());
        return open(EngineChoice.ONNXRUNTIME).stream().map(each -> new EngineSelection(each.engine(), each.choice(), other.reason())).toList();
    }

    private List<EngineSelection> open(final EngineChoice wanted) {
        final List<EngineSelection> opened = new ArrayList<>();
        boolean areOpen = false;
        try {
            for (final Member member : members) {
                opened.add(Engines.open(member.model, isChecked ? null : member.golden, wanted, nanoTime));
                requireGolden(member, opened.getLast().engine());
            }
            areOpen = true;
            return opened;
        } finally {
            if (!areOpen) {
                opened.forEach(each -> each.engine().close());
            }
        }
    }

    private void requireGolden(final Member member, final ModelEngine engine) {
        final GoldenVectors golden = isChecked ? null : member.golden;
        final Difference worst = golden == null ? Difference.NONE : golden.compare(engine, member.model);
        if (worst.error() > Engines.TOLERANCE) {
            throw new GoldenDifferenceException(member.model.name() + " computes something else here than it was recorded with, with the engine "
                + engine.name() + ": " + golden.name() + " " + golden.describe(worst) + ". Export the model and its golden vectors again.");
        }
    }

    /** The engine, warmed up for its first decision; the receiver closes it. A second call opens a second engine. */
    public synchronized ModelEngine take() {
        final ModelEngine engine = open().engine();
        ready = null;
        return engine;
    }

    /** Gives back an engine that was opened and not taken. */
    public synchronized void close() {
        if (ready != null) {
            ready.engine().close();
            ready = null;
        }
    }
}
