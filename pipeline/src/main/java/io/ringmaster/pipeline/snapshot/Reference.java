package io.ringmaster.pipeline.snapshot;

/** The encoding of a reference from one object to another in an image. */
final class Reference {

    static final byte NULL = 0;
    /** int32: number of the object. */
    static final byte OBJECT = 1;
    /** int32 class, then the components. */
    static final byte RECORD = 2;
    /** int32 length, then references. */
    static final byte LIST = 3;
    /** int32 class, then the constant's name. */
    static final byte ENUM = 4;
    static final byte STRING = 5;
    static final byte LONG = 6;
    static final byte INT = 7;
    static final byte DOUBLE = 8;
    static final byte BOOLEAN = 9;
    /** Two int64. */
    static final byte UUID = 10;

    private Reference() {
    }
}
