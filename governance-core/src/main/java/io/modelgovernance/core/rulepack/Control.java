package io.modelgovernance.core.rulepack;

import io.modelgovernance.audit.EventType;
import java.util.List;
import java.util.Optional;

/**
 * A control: something that must be shown, and what on record is evidence for it.
 *
 * @param id its id, such as {@code VAL-01}
 * @param requirement what must be so
 * @param capability what in this library gives the evidence
 * @param evidencedBy how far records alone can show it
 * @param events acts that are evidence, all of which must be on record; empty if no act on the audit log shows it
 * @param withinDays how old the latest of each may be, if that matters
 * @param detail a detail that those acts must have, if only such are evidence
 */
public record Control(
        String id,
        String requirement,
        String capability,
        EvidencedBy evidencedBy,
        List<EventType> events,
        Optional<Integer> withinDays,
        Optional<String> detail) {
    /** How far records alone can show a control. */
    public enum EvidencedBy {
        /** Records show it. */
        RECORDS,
        /** Records hold what people have to judge. */
        RECORDS_AND_JUDGEMENT,
        /** The organisation shows it; records can only refer to its documents. */
        ORGANISATION
    }

    /** Copies the list. */
    public Control {
        events = List.copyOf(events);
    }
}
