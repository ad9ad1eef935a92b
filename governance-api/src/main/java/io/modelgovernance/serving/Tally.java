package io.modelgovernance.serving;

/**
 * What became of the records of a process's decisions about a model.
 *
 * <p>{@code served = stored + waiting + spilled + dropped + sampledOut} once no call is under way, and
 * {@code declared} of the last two are in the log.
 *
 * @param served answered calls whose record was due
 * @param stored records in the store
 * @param waiting records in memory
 * @param spilled records in the local journal and not yet in the store
 * @param dropped decisions that left without a record
 * @param sampledOut approvals left out by sampling
 * @param declared missing records that the log declares
 * @param withdrawn records that are stored although their decision was refused, for the answer came too late
 */
public record Tally(
        long served,
        long stored,
        long waiting,
        long spilled,
        long dropped,
        long sampledOut,
        long declared,
        long withdrawn) {
    /** Why a record is missing. */
    public enum Reason {
        /** There was no room for it. */
        NO_ROOM,
        /** The sampling left it out. */
        SAMPLED
    }

    /**
     * With decisions that were stored another way.
     *
     * @param more how many
     * @return the counts
     */
    public Tally and(long more) {
        return new Tally(served + more, stored + more, waiting, spilled, dropped, sampledOut, declared, withdrawn);
    }
}
