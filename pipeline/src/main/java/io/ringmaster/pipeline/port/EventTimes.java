package io.ringmaster.pipeline.port;

/** Receives the monotonic times of each event, for measurements. Called by the sequencer's thread, behind everything else that the event causes. */
@FunctionalInterface
public interface EventTimes {

    /** For a session that is not measured beyond its own figures. */
    EventTimes NONE = (_, _, _, _, _, _) -> { };

    /**
     * @param sequence    of the input
     * @param claimedNs   its slot was claimed; 0 if stages are not timed
     * @param stage1Ns    the last shard finished it; 0 if stages are not timed
     * @param decidedNs   the policy finished it; 0 if stages are not timed
     * @param orderedNs   its last command to the venue stood in the gateway's ring; 0 if it caused none
     * @param sequencedNs the sequencer finished it
     */
    void onSequenced(long sequence, long claimedNs, long stage1Ns, long decidedNs, long orderedNs, long sequencedNs);
}
