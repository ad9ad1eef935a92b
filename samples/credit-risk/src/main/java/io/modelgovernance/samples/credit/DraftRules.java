package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.CLEO;

import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.core.rules.RuleFiles;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A stricter rule set, run over the decisions just made before it is adopted. */
final class DraftRules {
    private static final String RESOURCE = "draft-rules.json";

    private final Governance governance;
    private final Narrator narrator;

    DraftRules(Governance governance, Narrator narrator) {
        this.governance = governance;
        this.narrator = narrator;
    }

    void tell(VersionId version, List<Decision> made) throws IOException {
        narrator.section("What if: a stricter rule over the decisions just made");
        RuleSet draft = read();
        DecisionBackTest found = governance.rulebook().backTest(draft, version);
        Set<String> listed = new TreeSet<>();
        found.differences().forEach(difference -> listed.add(difference.decision()));
        Set<String> close = new TreeSet<>();
        made.stream()
                .filter(one -> one.version().equals(version) && one instanceof Decision.Served)
                .map(Decision.Served.class::cast)
                .filter(one -> one.score() >= 0.35 && one.score() < 0.4)
                .forEach(one -> close.add(one.id()));
        narrator.say(draft.id() + " would have referred " + (listed.equals(close) ? "exactly" : "NOT exactly") + " the "
                + close.size() + " close calls among " + found.decisions() + " decisions of " + version + ".");
        found.differences().stream()
                .limit(1)
                .forEach(one -> narrator.say("  such as " + one.decision() + ", then " + one.recorded() + ": "
                        + one.verdict().decisive()));
        if (governance.rulebook().inForce(draft.name(), AsOf.now()).isEmpty()) {
            governance.rulebook().adopt(CLEO, draft, "the back-test shows what it costs");
            narrator.say("Adopted; its own tests passed.");
        }
    }

    private static RuleSet read() throws IOException {
        try (InputStream file = DraftRules.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("The rules must be in the jar: " + RESOURCE);
            }
            return RuleFiles.json(file.readAllBytes());
        }
    }
}
