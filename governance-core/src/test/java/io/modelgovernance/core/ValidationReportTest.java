package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.attest.ValidationStatement;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.evidence.ModelEvidence;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.rulepack.Coverage;
import io.modelgovernance.core.rulepack.RulePacks;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationOpinion;
import io.modelgovernance.risk.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a validation rests on, what its validator makes of it, and his signature under both. */
class ValidationReportTest {
    private static final Signer BENS_KEY = Ed25519Signer.generate("ben");
    private static final VerifierKey TRUSTED = VerifierKey.of(BENS_KEY);
    private static final Estimate AUC = Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Governance governance = GovernanceEngine.builder()
            .store(store)
            .clock(clock)
            .policy(new Policy(
                    "bank/1",
                    Map.of(
                            "production",
                            List.of(
                                    Gates.validated(Duration.ofDays(365)),
                                    Gates.validationSigned(Map.of("ben", TRUSTED)))),
                    Gates.standardTiers(),
                    true))
            .build();
    private VersionId version;
    private String plan = "";

    @BeforeEach
    void register() {
        version = Fixtures.register(governance, directory, "0.0001 0.0005");
        plan = governance
                .risk()
                .plan(
                        CLEO,
                        "credit-risk",
                        List.of(PlannedTest.atLeast("auc", 0.7), PlannedTest.atMost("calibration-error", 0.5)))
                .id();
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private static Estimate calibration(double error) {
        return Estimate.of(error, error, error, 0.95, 500, "10 bins");
    }

    private Validation figures(Validation validation) {
        return validation
                .measured("auc", AUC)
                .measured("calibration-error", calibration(0.02))
                .on("later", Fixtures.LATER);
    }

    private Validation approved() {
        return figures(Validation.approved(plan, "report 17"));
    }

    private ValidationReport latest() {
        return governance.risk().validation(version, AsOf.now()).orElseThrow();
    }

    private GateResult gate(String id) {
        return governance.gates(version, "production").stream()
                .filter(one -> one.gate().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private EventType last() {
        long size = governance.audit().checkpoint().size();
        return governance.audit().entries(size - 1, 1).get(0).type();
    }

    @Test
    void aReportSaysOnWhichDataAndWhichFilesItRests() {
        ValidationReport report = governance.risk().validate(BEN, version, approved());
        assertEquals(Map.of("later", Fixtures.LATER), report.data());
        assertEquals(governance.registry().version(version).manifest().digest(), report.manifest());
        assertEquals(ValidationOpinion.APPROVED, report.opinion());
        assertEquals(report, latest());
        assertTrue(ModelEvidence.page(governance, version, List.of()).contains(Fixtures.LATER.toString()));
    }

    @Test
    void withoutDataOrWithOtherBytesThanOnRecordNothingIsRecorded() {
        long size = governance.audit().checkpoint().size();
        Validation nothing = Validation.approved(plan, "trust me").measured("auc", AUC);
        assertThrows(InvalidInputException.class, () -> governance.risk().validate(BEN, version, nothing));
        Validation other = nothing.on("loans:1", Digest.of(new byte[] {9}));
        assertThrows(ConflictException.class, () -> governance.risk().validate(BEN, version, other));
        assertThrows(ConflictException.class, () -> governance.risk().validate(ANA, version, approved()));
        assertEquals(size, governance.audit().checkpoint().size());
        Digest onRecord = Digest.of("loans".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                onRecord,
                governance
                        .risk()
                        .validate(BEN, version, nothing.on("loans:1", onRecord).on("not-on-record:1", onRecord))
                        .data()
                        .get("loans:1"));
    }

    @Test
    void whoRejectsIsHeardWhateverTheTestsSay() {
        governance.risk().validate(BEN, version, figures(Validation.rejected(plan, "the label leaks")));
        assertEquals(Verdict.PASSED, latest().verdict());
        assertEquals(Verdict.FAILED, latest().standing());
        assertEquals(Verdict.FAILED, gate("validated").verdict());
        assertEquals("Rejected by ben: the label leaks.", gate("validated").reason());
        Validation tooWeak = approved().measured("auc", Estimate.of(0.6, 0.5, 0.7, 0.95, 500, "DeLong"));
        governance.risk().validate(BEN, version, tooWeak);
        assertEquals(Verdict.FAILED, gate("validated").verdict(), "no opinion makes up for a failed test");
        governance.risk().validate(BEN, version, approved());
        assertEquals(Verdict.PASSED, gate("validated").verdict());
    }

    @Test
    void theConditionsOfAnApprovalHoldFromItsActOn() {
        ConditionsOfUse adults = ConditionsOfUse.within(Boundary.atMost("income", 50_000));
        governance.risk().validate(BEN, version, figures(Validation.approvedWithin(plan, adults, "within reason")));
        assertEquals(EventType.VALIDATION_RECORDED, last());
        assertEquals(
                adults,
                governance.risk().conditions(version, AsOf.now()).orElseThrow().conditions());
        assertEquals(Verdict.PASSED, gate("validated").verdict());
        long size = governance.audit().checkpoint().size();
        Validation unfit = figures(
                Validation.approvedWithin(plan, ConditionsOfUse.within(Boundary.atMost("age", 75)), "not its input"));
        assertThrows(InvalidInputException.class, () -> governance.risk().validate(BEN, version, unfit));
        assertEquals(size, governance.audit().checkpoint().size());
        assertThrows(InvalidInputException.class, () -> Validation.approved(plan, " "));
        assertThrows(
                InvalidInputException.class,
                () -> new Validation(
                        plan,
                        ValidationOpinion.APPROVED_WITH_CONDITIONS,
                        "which?",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Map.of()));
    }

    @Test
    void whatAValidationMeasuresRatesTheVersionInItsOwnAct() {
        governance.risk().assess(CLEO, version, Fixtures.smallRisk().with("change", 4, "adapts"));
        long size = governance.audit().checkpoint().size();
        governance.risk().validate(BEN, version, approved().measured("calibration-error", calibration(0.2)));
        assertEquals(size + 1, governance.audit().checkpoint().size());
        var rated = governance.risk().assessment(version, AsOf.now()).orElseThrow();
        assertEquals(RiskTier.TIER_2, rated.rating().tier());
        assertEquals("validation " + latest().id(), rated.trigger());
        Validation unmeasured =
                Validation.approved(plan, "only AUC").measured("auc", AUC).on("later", Fixtures.LATER);
        governance.risk().validate(BEN, version, unmeasured);
        assertEquals(rated, governance.risk().assessment(version, AsOf.now()).orElseThrow());
    }

    @Test
    void aSignedReportIsVerifiedWithNothingButTheKey() {
        ValidationReport report = governance.risk().validate(BEN, version, approved(), BENS_KEY);
        assertEquals(report, latest());
        ValidationReport carried = RecordCodec.read(ValidationReport.class, RecordCodec.write(report));
        ValidationStatement.verify(carried, TRUSTED);
        assertEquals(Verdict.PASSED, gate("validation-signed").verdict());
        VerifierKey other = VerifierKey.of(Ed25519Signer.generate("ben"));
        assertThrows(IntegrityException.class, () -> ValidationStatement.verify(report, other));
        ValidationReport unsigned = report.signed(Optional.empty());
        assertThrows(IntegrityException.class, () -> ValidationStatement.verify(unsigned, TRUSTED));
    }

    @Test
    void onlyASignedReportIsEvidenceForSignedReports() {
        governance.risk().validate(BEN, version, approved());
        assertEquals(Coverage.Status.NO_EVIDENCE, signedReports());
        governance.risk().validate(BEN, version, approved(), BENS_KEY);
        governance.risk().validate(BEN, version, approved());
        assertEquals(Coverage.Status.EVIDENCE_ON_RECORD, signedReports());
    }

    private Coverage.Status signedReports() {
        return Coverage.of(governance, RulePacks.shipped("eu-ai-act"), LocalDate.of(2026, 11, 29)).lines().stream()
                .filter(line -> line.control().id().equals("VAL-09"))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void aSignatureThatIsMissingOrNotTheValidatorsOwnDoesNotPass() {
        assertEquals(Verdict.NOT_EVIDENCED, gate("validation-signed").verdict());
        governance.risk().validate(BEN, version, approved());
        assertEquals(Verdict.NOT_EVIDENCED, gate("validation-signed").verdict());
        governance.risk().validate(CLEO, version, approved(), BENS_KEY);
        assertEquals("No key of cleo is known.", gate("validation-signed").reason());
        governance.risk().validate(BEN, version, approved(), Ed25519Signer.generate("ben"));
        assertEquals(Verdict.FAILED, gate("validation-signed").verdict());
    }

    /** One field of the stored report after the other, as JSON, by somebody who can write to the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"verdict\":\"FAILED\"->\"verdict\":\"PASSED\"",
                "\"opinion\":\"REJECTED\"->\"opinion\":\"APPROVED\"",
                "the label leaks->all is well",
                "\"validator\":\"ben\"->\"validator\":\"cleo\"",
                "\"low\":0.5->\"low\":0.55",
                "\"version\":\"credit-risk:1\"->\"version\":\"credit-risk:2\"",
                "\"later\":\"sha256:d->\"later\":\"sha256:e",
                "\"kind\":\"INITIAL\"->\"kind\":\"PERIODIC\""
            })
    void aSignedReportThatWasChangedIsNotRead(String change) {
        Validation weak = figures(Validation.rejected(plan, "the label leaks"))
                .measured("auc", Estimate.of(0.6, 0.5, 0.7, 0.95, 500, "DeLong"));
        ValidationReport report = governance.risk().validate(BEN, version, weak, BENS_KEY);
        String json = new String(RecordCodec.write(report), StandardCharsets.UTF_8);
        String[] parts = change.split("->", -1);
        assertTrue(json.contains(parts[0]), json);
        forge(json.replace(parts[0], parts[1]));
        assertThrows(IntegrityException.class, this::latest);
        assertThrows(IntegrityException.class, () -> governance.risk().validations(version));
        if (!change.contains("validator")) {
            assertEquals(Verdict.FAILED, gate("validation-signed").verdict());
        }
    }

    /** Signed anew by another: readable, for it is whole, but not as the validator's. */
    @Test
    void aReportThatSomebodyElseSignedAnewDoesNotPassForTheValidators() {
        ValidationReport report = governance.risk().validate(BEN, version, approved(), BENS_KEY);
        ValidationReport forged =
                ValidationStatement.sign(report.signed(Optional.empty()), Ed25519Signer.generate("ben"));
        forge(new String(RecordCodec.write(forged), StandardCharsets.UTF_8));
        assertEquals(forged, latest());
        assertEquals(Verdict.FAILED, gate("validation-signed").verdict());
        ValidationReport torn = report.signed(Optional.of(new ValidationReport.Signature("no key", "{}")));
        assertThrows(IntegrityException.class, () -> ValidationStatement.intact(torn));
        assertFalse(report.signature().orElseThrow().key().isEmpty());
    }

    private void forge(String json) {
        ValidationReport forged = RecordCodec.read(ValidationReport.class, json.getBytes(StandardCharsets.UTF_8));
        new Ledger("governance", store, clock, Access.standard()).act(CLEO, EventType.CHANGES_MADE, "x", "", act -> {
            act.put(Keys.of(version, Keys.VALIDATION), forged);
            return forged;
        });
    }
}
