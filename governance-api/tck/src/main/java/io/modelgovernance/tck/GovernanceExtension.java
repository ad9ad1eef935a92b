package io.modelgovernance.tck;

import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditReport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test of an application fresh governance, as a parameter of type {@link Governance}, and verifies the audit
 * log and closes it after the test.
 *
 * <p>Registered with {@code @RegisterExtension}; the application says what it is made of, such as the in-memory backend
 * under its own policy. Thread-safe: tests that run at the same time have one each.
 */
public final class GovernanceExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace OWN = Namespace.create(GovernanceExtension.class);

    private final Supplier<Governance> factory;

    private GovernanceExtension(Supplier<Governance> factory) {
        this.factory = factory;
    }

    /**
     * An extension.
     *
     * @param factory makes governance over an empty store
     * @return the extension
     */
    public static GovernanceExtension of(Supplier<Governance> factory) {
        return new GovernanceExtension(factory);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Governance.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(OWN).getOrComputeIfAbsent(this, any -> factory.get(), Governance.class);
    }

    /**
     * Verifies and closes.
     *
     * @param test the test that has ended
     * @throws AssertionError if the audit log of the test does not verify
     */
    @Override
    public void afterEach(ExtensionContext test) {
        Governance governance = test.getStore(OWN).remove(this, Governance.class);
        if (governance != null) {
            try (governance) {
                AuditReport report = governance.audit().verify();
                Assertions.assertTrue(report.intact(), report::toString);
            }
        }
    }
}
