package io.modelgovernance.core.rulepack;

import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether an act on the audit log is about a model, or about none in particular. Immutable and thread-safe. */
final class About implements Predicate<AuditEntry> {
    /** Acts whose subject is data, a person, a rule or the log itself. */
    private static final Set<EventType> OF_NO_MODEL = EnumSet.of(
            EventType.DATASET_RECORDED,
            EventType.RUN_STARTED,
            EventType.RUN_FINISHED,
            EventType.NODE_DESCRIBED,
            EventType.INVENTORY_ATTESTED,
            EventType.RULES_ADOPTED,
            EventType.RULE_EXEMPTED,
            EventType.RETENTION_DEFINED,
            EventType.PERSONAL_DATA_KEPT,
            EventType.PERSONAL_DATA_ERASED,
            EventType.ENVIRONMENT_DECLARED,
            EventType.SIGNER_ROTATED);

    private final Pattern name;

    About(String model) {
        this.name = Pattern.compile("(^|[ /])" + Pattern.quote(model) + "($|[ :/])");
    }

    @Override
    public boolean test(AuditEntry entry) {
        return OF_NO_MODEL.contains(entry.type())
                || name.matcher(entry.subject()).find();
    }
}
