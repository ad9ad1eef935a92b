package io.modelgovernance.core.attest;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.risk.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A validator's word for a report: an in-toto statement about the version's files with the report in it, in a DSSE
 * envelope that travels within the report. Stateless and thread-safe.
 */
public final class ValidationStatement {
    private static final String PREDICATE = "https://modelgovernance.io/validation/v1";

    private ValidationStatement() {}

    record SignedValidation(
            String _type, List<Statement.Subject> subject, String predicateType, ValidationReport predicate) {}

    /**
     * Signs a report.
     *
     * @param report the report
     * @param signer the validator's key
     * @return the report with the signature, in place of an earlier one
     */
    public static ValidationReport sign(ValidationReport report, Signer signer) {
        Envelope envelope = Envelope.sign(Statement.MEDIA_TYPE, RecordCodec.write(statement(report)), signer);
        return report.signed(Optional.of(new ValidationReport.Signature(
                VerifierKey.of(signer).toString(), new String(envelope.toJson(), StandardCharsets.UTF_8))));
    }

    /**
     * Checks that a report is as it was signed, by whoever signed it; one without a signature is passed.
     *
     * @param report the report
     * @return the same report
     * @throws IntegrityException if it was changed since
     */
    public static ValidationReport intact(ValidationReport report) {
        report.signature().ifPresent(signature -> verify(report, key(signature)));
        return report;
    }

    /**
     * Checks that a report was signed with a key.
     *
     * @param report the report
     * @param key the validator's key, from a trusted place
     * @throws IntegrityException if it is not signed, not with that key, or was changed since
     */
    public static void verify(ValidationReport report, VerifierKey key) {
        String what = "validation " + report.id() + " of " + report.version().model();
        ValidationReport.Signature signature = report.signature()
                .orElseThrow(() -> new IntegrityException(what, "The " + what + " must be signed but is not."));
        byte[] json = signature.envelope().getBytes(StandardCharsets.UTF_8);
        byte[] signed = Envelope.parse(json).open(Statement.MEDIA_TYPE, key.publicKey());
        if (!RecordCodec.read(SignedValidation.class, signed).equals(statement(report))) {
            throw new IntegrityException(what, "The " + what + " must say what its validator signed.");
        }
    }

    private static VerifierKey key(ValidationReport.Signature signature) {
        try {
            return VerifierKey.parse(signature.key());
        } catch (InvalidInputException e) {
            throw new IntegrityException("validation", "The key of a signed validation must be readable.");
        }
    }

    private static SignedValidation statement(ValidationReport report) {
        return new SignedValidation(
                Statement.TYPE,
                List.of(new Statement.Subject(
                        report.version().toString(),
                        Map.of("sha256", report.manifest().hex()))),
                PREDICATE,
                report.signed(Optional.empty()));
    }
}
