package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.risk.ResidualRating;
import io.modelgovernance.core.risk.RiskSchemes;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.core.rulepack.ClassScheme;
import io.modelgovernance.core.rulepack.Coverage;
import io.modelgovernance.core.rulepack.CoverageReport;
import io.modelgovernance.core.rulepack.RulePacks;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.Classification;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskTier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes of regimes as data, what is left of a rating after controls with evidence, and coverage of one model. */
class ClassesTest {
    private static final ClassScheme EU = RulePacks.classes("eu-ai-act");

    @TempDir
    Path directory;

    private static Map<String, String> harmless() {
        Map<String, String> facts = new HashMap<>(Map.of("area", "none"));
        EU.facts().stream()
                .filter(fact -> !fact.name().equals("area"))
                .forEach(fact -> facts.put(fact.name(), "false"));
        return facts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "area=creditworthiness,natural-persons=true | high-risk | Annex III 5(b)",
                "area=creditworthiness,natural-persons=false | minimal | none",
                "area=creditworthiness,natural-persons=true,detects-fraud=true | minimal | none",
                "area=health-insurance,natural-persons=true | high-risk | Annex III 5(c)",
                "area=employment | high-risk | Annex III 4",
                "area=employment,narrow-task=true | minimal | none",
                "area=employment,narrow-task=true,profiles-persons=true | high-risk | Annex III 4",
                "area=justice | high-risk | Annex III 1 to 8",
                "safety-component=true,area=employment | high-risk | Art. 6(1), Annex I",
                "prohibited-practice=true,area=employment | prohibited | Art. 5",
                "talks-to-persons=true | transparency | Art. 50",
                "talks-to-persons=false | minimal | none",
            })
    void classesOfTheEuropeanAct(String given, String category, String provision) {
        Map<String, String> facts = harmless();
        for (String one : given.split(",")) {
            facts.put(one.split("=")[0].strip(), one.split("=")[1].strip());
        }
        ClassScheme.Found found = EU.classify(facts).get(0);
        assertEquals(category, found.category().category());
        assertEquals(provision, found.category().provision());
        assertTrue(found.sure());
        assertEquals(
                category.equals("high-risk") || category.equals("prohibited"),
                EU.flags(facts).equals(Set.of(Scorecard.CONSEQUENTIAL)));
    }

    @Test
    void whatIsUnknownIsNeverTheMilderClass() {
        ClassScheme.Found nothing = EU.classify(Map.of()).get(0);
        assertEquals("prohibited", nothing.category().category());
        assertFalse(nothing.sure());
        Map<String, String> facts = harmless();
        facts.put("area", "creditworthiness");
        facts.remove("natural-persons");
        Classification found = EU.classifications(facts).get(0);
        assertEquals("high-risk", found.category());
        assertTrue(found.basis().contains("which cannot be ruled out"), found::basis);
        assertTrue(found.basis().contains("natural-persons=unknown"), found::basis);
        assertThrows(InvalidInputException.class, () -> EU.classify(Map.of("colour", "red")));
        assertEquals(
                LocalDate.of(2027, 12, 2), EU.classify(facts).get(0).category().effectiveFrom());
    }

    @Test
    void harmsAreNotExclusive() {
        ClassScheme nist = RulePacks.classes("nist-ai-rmf-1");
        Map<String, String> facts = new HashMap<>();
        nist.facts().forEach(fact -> facts.put(fact.name(), "false"));
        assertEquals("no-harm-named", nist.classify(facts).get(0).category().category());
        facts.put("affects-individuals", "true");
        facts.put("affects-finances", "true");
        assertEquals(
                List.of("harm-to-people", "harm-to-an-organization"),
                nist.classifications(facts).stream()
                        .map(Classification::category)
                        .toList());
    }

    @Test
    void classesAreDataThatIsChecked() {
        byte[] json = RecordCodec.write(EU);
        assertEquals(EU, RulePacks.readClasses(json));
        String text = new String(json, StandardCharsets.UTF_8);
        for (String broken : List.of(
                text.replace("area = 'employment'", "area = employment"),
                text.replace("\"exclusive\":true,", ""),
                text.replace(
                        "\"provision\":\"none\",\"when\":\"\"", "\"provision\":\"none\",\"when\":\"area = 'x'\""))) {
            assertThrows(
                    InvalidInputException.class, () -> RulePacks.readClasses(broken.getBytes(StandardCharsets.UTF_8)));
        }
        assertThrows(InvalidInputException.class, () -> RulePacks.classes("mars"));
    }

    @Test
    void whatIsLeftAfterControlsIsReportedApart() {
        RiskScheme scheme = RiskSchemes.mrmDefault();
        RiskAnswers answers = Fixtures.smallRisk()
                .with("purpose", 4, "")
                .with("exposure", 3, "")
                .with("impact", 4, "")
                .with("data", 4, "")
                .with("method", 3, "");
        assertEquals(RiskTier.TIER_1, Scorecard.of(scheme).rate(answers).tier(), "M 330, R 260: bands 4 and 3");
        ResidualRating seven = ResidualRating.of(scheme, answers, 79, 100);
        assertEquals(new ResidualRating(RiskTier.TIER_1, RiskTier.TIER_1, 260, 79, 100), seven);
        ResidualRating eight = ResidualRating.of(scheme, answers, 8, 10);
        assertEquals(221, eight.counted(), "260 x 85 % = 221");
        assertEquals(RiskTier.TIER_1, eight.tier(), "M4 R2 is tier 1");
        RiskAnswers third = answers.with("purpose", 3, "").with("impact", 3, "");
        assertEquals(RiskTier.TIER_1, Scorecard.of(scheme).rate(third).tier(), "M 280, R 260: bands 3 and 3");
        assertEquals(RiskTier.TIER_2, ResidualRating.of(scheme, third, 8, 10).tier(), "M3 R2");
        RiskAnswers small = Fixtures.smallRisk().with("data", 4, "").with("method", 3, "");
        assertEquals(RiskTier.TIER_2, Scorecard.of(scheme).rate(small).tier(), "M 200, R 260: bands 2 and 3");
        assertEquals(RiskTier.TIER_3, ResidualRating.of(scheme, small, 1, 1).tier());
        assertEquals(
                RiskTier.TIER_2,
                ResidualRating.of(scheme, small.flagged(Scorecard.CONSEQUENTIAL), 1, 1)
                        .tier(),
                "a floor that did not bind before does now");
        assertThrows(InvalidInputException.class, () -> ResidualRating.of(scheme, small, 2, 1));
        assertThrows(InvalidInputException.class, () -> ResidualRating.of(scheme, small, 0, 0));
    }

    @Test
    void coverageOfOneModelCountsWhatIsAboutIt() {
        LocalDate today = LocalDate.of(2026, 11, 23);
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            governance.risk().restrict(BEN, one, ConditionsOfUse.within(Boundary.atMost("income", 900)));
            InventoryEntry other = InventoryEntry.of("credit-risk-2", "Other", "cleo", "ana");
            governance.inventory().declare(CLEO, other, "new");
            var pack = RulePacks.shipped("pra-ss1-23");
            Coverage all = Coverage.of(governance, pack, today);
            Coverage credit = Coverage.of(governance, pack, "credit-risk", today);
            Coverage second = Coverage.of(governance, pack, "credit-risk-2", today);
            assertEquals(Coverage.Status.EVIDENCE_ON_RECORD, status(all, "INV-02"));
            assertEquals(Coverage.Status.NO_EVIDENCE, status(credit, "INV-02"), "the other one was declared");
            assertEquals(Coverage.Status.EVIDENCE_ON_RECORD, status(second, "INV-02"));
            assertEquals(Coverage.Status.EVIDENCE_ON_RECORD, status(credit, "INV-07"));
            assertEquals(Coverage.Status.NO_EVIDENCE, status(second, "INV-07"));
            assertTrue(CoverageReport.text(credit).startsWith("Evidence for pra-ss1-23 about credit-risk on "));
            assertTrue(CoverageReport.html(credit).contains("risk().restrict"), "which call gives it");
            assertEquals(credit.lines().size() - credit.count(Coverage.Status.ORGANISATION), credit.asked());
        }
    }

    private static Coverage.Status status(Coverage coverage, String control) {
        return coverage.lines().stream()
                .filter(line -> line.control().id().equals(control))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
