package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.CLEO;
import static io.modelgovernance.samples.credit.Roles.MODEL;
import static io.modelgovernance.samples.credit.Roles.PURPOSE;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.rulepack.ClassScheme;
import io.modelgovernance.core.rulepack.RulePacks;
import io.modelgovernance.inventory.Classification;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.Limits;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.inventory.UseObservation;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model's line in the inventory: its uses and class before production, its actual use and what is due after. */
final class Register {
    private static final int SHOWN = 4;

    private final Governance governance;
    private final Narrator narrator;

    Register(Governance governance, Narrator narrator) {
        this.governance = governance;
        this.narrator = narrator;
    }

    void declare() {
        InventoryEntry entry = InventoryEntry.of(MODEL, "Credit risk", CLEO.id(), "ana")
                .described("Probability that a consumer credit is not paid back", "retail", "learned")
                .with(new UseCase(
                        PURPOSE, "decides on consumer credit", "applicants", "refusal", "reviewed by exception"))
                .with(new Limits(
                        List.of(),
                        List.of("applicants are like those of the decade the data is of"),
                        List.of("trained without part-time workers"),
                        List.of("fraud"),
                        List.of("marketing")));
        for (Classification one : european()) {
            entry = entry.with(one);
            narrator.say("Class under " + one.regime() + ": " + one.category() + ", " + one.provision() + ".");
        }
        governance.inventory().declare(CLEO, entry, "before production");
    }

    private static List<Classification> european() {
        ClassScheme classes = RulePacks.classes("eu-ai-act");
        Map<String, String> facts = new HashMap<>();
        classes.facts().forEach(fact -> facts.put(fact.name(), "false"));
        facts.putAll(Map.of("area", "creditworthiness", "natural-persons", "true", "profiles-persons", "true"));
        return classes.classifications(facts);
    }

    void look(VersionId version) {
        narrator.section("What it was used for, and what has to be done");
        Instant now = Instant.now();
        UseObservation use = governance.inventory().observeUse(CLEO, version, Instant.EPOCH, now);
        use.uses()
                .forEach(one ->
                        narrator.say(one.purpose() + ": " + one.standing() + ", " + one.decisions() + " decisions"));
        narrator.say("Outside conditions of use: " + use.share());
        var duties = governance.inventory().duties(AsOf.now());
        duties.stream()
                .limit(SHOWN)
                .forEach(duty -> narrator.say(duty.kind()
                        + duty.validation().map(kind -> " " + kind).orElse("")
                        + duty.dueAt()
                                .map(at -> (duty.overdue(now) ? ", overdue since " : ", due ") + at)
                                .orElse("")
                        + ": " + duty.reason()));
    }
}
