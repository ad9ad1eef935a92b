package io.modelgovernance.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Assignment;
import io.modelgovernance.rollout.Goal;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AssignerTest {
    private static final Double[] STEPS = {0.001, 0.01, 0.05, 0.25, 0.5, 1.0};

    private static Rollout at(String salt, int step) {
        RolloutPlan plan = RolloutPlan.of(new VersionId("credit-risk", 2), new Goal("repaid", 0, 0.05), STEPS);
        return new Rollout(
                "00000001",
                plan,
                new VersionId("credit-risk", 1),
                salt,
                step,
                Rollout.Status.OPEN,
                "ana",
                Instant.EPOCH,
                List.of(),
                Optional.empty(),
                "");
    }

    /** python: int(hashlib.sha256(b"s1 anna").hexdigest()[:16], 16) >> 11, over 2 ** 53. */
    @Test
    void theBucketIsTheHashAsAFraction() {
        assertEquals(BUCKET_OF_ANNA, Assigner.bucket("s1", "anna"), 0.0);
    }

    private static final double BUCKET_OF_ANNA = 0.4660555149286999;

    /** A right share lies outside its own exact interval at 1 - 1e-9 once in 10^9 tests; the seeds are fixed. */
    @Test
    void everyShareIsMetAndHeldByOtherSaltsIndependently() {
        int subjects = 100_000;
        for (int step = 1; step <= STEPS.length; step++) {
            int one = 0;
            int both = 0;
            for (int i = 0; i < subjects; i++) {
                boolean first = arm("first", step, "subject-" + i) == Arm.CHALLENGER;
                boolean second = arm("second", step, "subject-" + i) == Arm.CHALLENGER;
                one += first ? 1 : 0;
                both += first && second ? 1 : 0;
            }
            double share = STEPS[step - 1];
            assertWithin(share, Proportions.of(one, subjects, 1 - 1e-9));
            assertWithin(share * share, Proportions.of(both, subjects, 1 - 1e-9));
        }
    }

    private static void assertWithin(double share, Estimate seen) {
        assertTrue(seen.low() <= share && share <= seen.high(), () -> share + " not in " + seen);
    }

    private static Arm arm(String salt, int step, String subject) {
        return Assigner.assign(at(salt, step), subject).orElseThrow().arm();
    }

    @Property(tries = 500)
    void aGreaterShareGivesNobodyBack(@ForAll @StringLength(min = 1, max = 30) String subject, @ForAll int salt) {
        boolean had = false;
        for (int step = 1; step <= STEPS.length; step++) {
            Arm arm = arm(Integer.toString(salt), step, subject);
            assertEquals(arm, arm(Integer.toString(salt), step, subject));
            assertTrue(!had || arm == Arm.CHALLENGER, () -> subject + " went back");
            had = arm == Arm.CHALLENGER;
        }
        assertTrue(had, "at share 1 everybody has the challenger");
    }

    @Property(tries = 300)
    void whatARecordSaysIsReadBack(@ForAll @StringLength(min = 1, max = 30) String subject) {
        Assignment assignment = Assigner.assign(at("s", 3), subject).orElseThrow();
        Cause other = new Cause(Check.DRIFT, "A drift alarm is in force.");
        assertEquals(Optional.of(assignment), Assigner.read(List.of(other, Assigner.cause(assignment))));
        assertEquals(Optional.empty(), Assigner.read(List.of(other, Assigner.inItsStead(assignment))));
        assertEquals(
                Optional.empty(),
                Assigner.read(List.of(
                        new Cause(Check.INPUT, Assigner.cause(assignment).text()))));
    }

    @Test
    void nobodyIsAssignedWithoutAShareOrAName() {
        assertEquals(Optional.empty(), Assigner.assign(at("s", 0), "anna"));
        assertEquals(Optional.empty(), Assigner.assign(at("s", 2), ""));
    }
}
