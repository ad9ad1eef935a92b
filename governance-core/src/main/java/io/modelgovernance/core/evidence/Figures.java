package io.modelgovernance.core.evidence;

import io.modelgovernance.Estimate;
import java.util.Locale;

/** Numbers as pages show them. Pure and thread-safe. */
final class Figures {
    private Figures() {}

    static String text(Estimate figure) {
        return figure.known()
                ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", figure.value(), figure.low(), figure.high())
                : "unknown";
    }
}
