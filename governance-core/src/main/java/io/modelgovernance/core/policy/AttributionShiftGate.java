package io.modelgovernance.core.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.AttributionShift;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.ValidationReport;
import java.util.List;
import java.util.Optional;

/** Whether a version gives reasons like those of the version before it, by what its validation measured. */
record AttributionShiftGate(double most) implements Gate {
    AttributionShiftGate {
        if (!(most >= 0 && Double.isFinite(most))) {
            throw InvalidInputException.of("attribution shift allowed", "is " + most, "finite and at least 0");
        }
    }

    @Override
    public String id() {
        return AttributionShift.MEASURE;
    }

    @Override
    public GateResult evaluate(Evidence evidence) {
        if (evidence.version().id().number() == 1) {
            return result(Verdict.PASSED, "It is the first version: none before it gave reasons.");
        }
        Optional<ValidationReport.Result> found = evidence.validation()
                .flatMap(report -> report.results().stream()
                        .filter(result -> result.test().metric().equals(id()))
                        .findFirst());
        if (found.isEmpty()) {
            return result(Verdict.NOT_EVIDENCED, "No validation measured " + id() + ".");
        }
        PlannedTest test = PlannedTest.atMost(id(), most);
        return result(
                test.judge(found.get().measured()),
                "Measured " + found.get().measured() + ", allowed " + most + ".",
                evidence.validation().map(ValidationReport::id).orElse(""));
    }

    private GateResult result(Verdict verdict, String reason, String... read) {
        return new GateResult(id(), verdict, reason, List.of(read));
    }
}
