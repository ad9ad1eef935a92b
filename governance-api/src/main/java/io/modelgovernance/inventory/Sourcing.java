package io.modelgovernance.inventory;

/** Where a model comes from. */
public enum Sourcing {
    /** Made in the house. */
    INTERNAL,
    /** Bought. */
    VENDOR,
    /** Taken from what is public. */
    OPEN_SOURCE,
    /** Bought or public, and changed in the house. */
    HYBRID
}
