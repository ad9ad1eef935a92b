package io.modelgovernance.samples.credit;

import io.modelgovernance.Actor;
import io.modelgovernance.registry.DecisionRule;

/** Who acts, and on what. */
final class Roles {
    static final String MODEL = "credit-risk";
    static final String PURPOSE = "consumer-credit";
    static final Actor ANA = Actor.human("ana", "developer");
    static final Actor BEN = Actor.human("ben", "validator");
    static final Actor CLEO = Actor.human("cleo", "risk-officer");
    static final Actor LOAN_DESK = Actor.service("loan-desk");
    static final DecisionRule RULE = new DecisionRule(0.40, 0.55);

    private Roles() {}
}
