package io.modelgovernance.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.ServingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever a caller sends, no value leaves outside the approved envelope. */
class EnvelopeTest {
    private static final class Approved {
        final Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
        final GovernedModel model;

        Approved() {
            try {
                Fixtures.promoted(governance, Files.createTempDirectory("envelope"), "0.0001 0.0005");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            ConditionsOfUse use = ConditionsOfUse.within(
                            Boundary.between("income", 500, 50_000), Boundary.below("debt", 20_000))
                    .orElse(ConditionsOfUse.OnBreach.REFUSE);
            model = governance.govern(
                    "credit-risk",
                    Fixtures.LOADER,
                    ServingOptions.defaults()
                            .withCapacity(100_000)
                            .withChecks(Checks.standard().within(use)));
        }
    }

    private final Approved approved = new Approved();

    @AfterProperty
    void close() {
        approved.governance.close();
    }

    @Provide
    Arbitrary<Double> anything() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.doubles().between(0, 60_000),
                Arbitraries.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        -0.0,
                        500.0,
                        Math.nextDown(500.0),
                        50_000.0,
                        Math.nextUp(50_000.0),
                        20_000.0,
                        Math.nextDown(20_000.0),
                        Double.MIN_VALUE,
                        Double.MAX_VALUE));
    }

    @Property(tries = 3_000)
    void noValueLeavesOutsideTheEnvelope(
            @ForAll("anything") double income, @ForAll("anything") double debt, @ForAll("purposes") String purpose) {
        GovernedModel model = approved.model;
        boolean inside =
                income >= 500 && income <= 50_000 && debt >= 0 && debt < 20_000 && purpose.equals(Fixtures.PURPOSE);
        double[] row = {income, debt};
        Call call = new Call(Fixtures.BANK, purpose);
        for (Verdict verdict :
                List.of(model.judge(call, row), model.judgeAll(call, row).get(0))) {
            assertEquals(inside, verdict instanceof Decision.Served, () -> verdict.toString());
            assertTrue(inside || verdict.causes().size() == 1);
        }
    }

    @Provide
    Arbitrary<String> purposes() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.just(Fixtures.PURPOSE)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("marketing", "", "consumer-credit ", "CONSUMER-CREDIT")));
    }
}
