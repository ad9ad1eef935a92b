package io.modelgovernance.audit;

/** How safe something recorded is by now; each includes those before it. */
public enum Acknowledgement {
    /** It is in the database, and survives a crash. */
    DURABLE,
    /** It has its place in the log, by itself or in a sealed batch. */
    SEQUENCED,
    /** A head that covers it was taken by the witnesses: who keeps the log cannot take it back unseen. */
    ANCHORED
}
