package io.ringmaster.pipeline.snapshot;

/**
 * The state of a graph for this process, to return to many times: restoring it is copying numbers into objects that exist. It has what an
 * {@linkplain ObjectGraph#save image} has, which is for files. Nothing changes it, and any thread may restore it into its own graph.
 */
public final class StateCopy {

    /** A reference to nothing. */
    static final int NOTHING = -1;
    /** The first of {@link #others}; the next one is one less. */
    static final int FIRST_OTHER = -2;

    final String fingerprint;
    /** One for each built array of numbers: see {@link NumberArrays}. */
    final Object[] arrays;
    /** The primitive fields of built objects, class by class. */
    final long[] numbers;
    /** What the references of built objects lead to: the number of a built object, or a number below 0. */
    final int[] targets;
    /** What else references lead to, as {@link Place} or as a value. */
    final Object[] others;
    final Made[] made;

    StateCopy(
        final String fingerprint, final Object[] arrays, final long[] numbers, final int[] targets, final Object[] others, final Made[] made) {
        this.fingerprint = fingerprint;
        this.arrays = arrays;
        this.numbers = numbers;
        this.targets = targets;
        this.others = others;
        this.made = made;
    }

    /** What a reference leads to, unless it is a value, which every graph may share. */
    sealed interface Place permits Built, Fresh, RecordOf, ListOf {
    }

    /** A built object. */
    record Built(int number) implements Place {
    }

    /** An object created since, which each restored graph gets anew. */
    record Fresh(int number) implements Place {
    }

    /** A record created since, some of whose components lead to objects of the graph. */
    record RecordOf(Shape shape, Object[] components) implements Place {
    }

    /** An unmodifiable list created since, some of whose elements are objects of the graph. */
    record ListOf(Object[] elements) implements Place {
    }

    /**
     * An object created since.
     *
     * @param length  of an array or collection, entries of a map; else 0
     * @param numbers of an array of numbers, its copy; else the primitive fields
     * @param targets as those of built objects
     */
    record Made(Shape shape, int length, Object numbers, int[] targets) {
    }
}
