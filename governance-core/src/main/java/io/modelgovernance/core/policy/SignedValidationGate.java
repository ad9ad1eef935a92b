package io.modelgovernance.core.policy;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.attest.ValidationStatement;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.risk.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the latest validation is signed with the key that is known to be its validator's. */
record SignedValidationGate(Map<String, VerifierKey> validators) implements Gate {
    SignedValidationGate {
        validators = Map.copyOf(validators);
    }

    @Override
    public String id() {
        return "validation-signed";
    }

    @Override
    public GateResult evaluate(Evidence evidence) {
        Optional<ValidationReport> found = evidence.validation();
        if (found.isEmpty()) {
            return result(Verdict.NOT_EVIDENCED, "No validation is on record.");
        }
        ValidationReport report = found.get();
        @Nullable VerifierKey key = validators.get(report.validator());
        if (report.signature().isEmpty() || key == null) {
            return result(
                    Verdict.NOT_EVIDENCED,
                    key == null ? "No key of " + report.validator() + " is known." : "The validation is not signed.",
                    report.id());
        }
        try {
            ValidationStatement.verify(report, key);
            return result(Verdict.PASSED, "Signed by " + report.validator() + " as " + key.name() + ".", report.id());
        } catch (IntegrityException e) {
            return result(Verdict.FAILED, "It does not hold: " + e.getMessage(), report.id());
        }
    }

    private GateResult result(Verdict verdict, String reason, String... read) {
        return new GateResult(id(), verdict, reason, List.of(read));
    }
}
