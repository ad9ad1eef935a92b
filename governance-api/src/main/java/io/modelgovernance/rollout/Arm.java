package io.modelgovernance.rollout;

/** Which of two versions a case goes to. */
public enum Arm {
    /** The version that decides today. */
    CHAMPION,
    /** The version that is tried. */
    CHALLENGER
}
