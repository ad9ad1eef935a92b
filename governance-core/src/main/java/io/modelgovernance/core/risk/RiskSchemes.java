package io.modelgovernance.core.risk;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.risk.RiskScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The schemes that come with the library, and the reader for a bank's own; all of them are data. */
public final class RiskSchemes {
    private RiskSchemes() {}

    /**
     * The default: materiality and inherent risk with measured uncertainty.
     *
     * @return {@code mrm-default/1}
     */
    public static RiskScheme mrmDefault() {
        return shipped("mrm-default-1.json");
    }

    /**
     * The Algorithmic Impact Assessment of the Government of Canada: impact levels IV to I are tiers 1 to 4. Unlike the
     * official questionnaire it counts a question without an answer as the worst; one that does not apply is answered
     * with 0.
     *
     * @return {@code canada-aia/2025-10}
     */
    public static RiskScheme canadaAia() {
        return shipped("canada-aia-2025-10.json");
    }

    /**
     * Reads a scheme.
     *
     * @param json the fields of {@link RiskScheme} as JSON, every field present, {@code null} for no discount
     * @return the scheme
     * @throws InvalidInputException if it is not such a document, or the scheme breaks a law of schemes
     */
    public static RiskScheme read(byte[] json) {
        try {
            return RecordCodec.read(RiskScheme.class, json);
        } catch (io.modelgovernance.IntegrityException e) {
            throw InvalidInputException.of("risk scheme", "cannot be read: " + e.getMessage(), "a whole scheme");
        }
    }

    private static RiskScheme shipped(String name) {
        try (InputStream file = RiskSchemes.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The scheme " + name + " must be in the jar of core");
            }
            return read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
