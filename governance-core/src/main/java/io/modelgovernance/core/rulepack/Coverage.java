package io.modelgovernance.core.rulepack;

import io.modelgovernance.Governance;
import io.modelgovernance.Names;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which controls of a rule have live evidence on the audit log, and which do not.
 *
 * <p>It says what is evidence for a provision, never that a provision is met: that is for people to judge.
 *
 * @param pack the rule
 * @param model the model it is about, empty for the whole log
 * @param day the day it was asked on
 * @param upTo the last journal position that was read
 * @param lines one line a provision, in the order of the pack
 */
public record Coverage(RulePack pack, String model, LocalDate day, long upTo, List<Line> lines) {
    private static final int PAGE = 1_000;

    /** What there is for a control. */
    public enum Status {
        /** There is evidence on record. */
        EVIDENCE_ON_RECORD,
        /** There is material on record; whether it is evidence, people judge. */
        FOR_JUDGEMENT,
        /** There is nothing on the audit log, or it is too old. */
        NO_EVIDENCE,
        /** The organisation has to show it by itself. */
        ORGANISATION
    }

    /**
     * One provision.
     *
     * @param provision where in the rule
     * @param control the control that answers it
     * @param status what there is
     * @param evidence the latest acts that are evidence, by journal position and day
     */
    public record Line(String provision, Control control, Status status, List<String> evidence) {
        /** Copies the list. */
        public Line {
            evidence = List.copyOf(evidence);
        }
    }

    /** Acts of a type, or those of them that have a detail. */
    private record Sought(EventType type, Optional<String> detail) {}

    /** Copies the list. */
    public Coverage {
        lines = List.copyOf(lines);
    }

    /**
     * Reads the audit log.
     *
     * @param governance whose log
     * @param pack the rule
     * @param day the day, for evidence that grows old
     * @return the coverage
     */
    public static Coverage of(Governance governance, RulePack pack, LocalDate day) {
        return of(governance, pack, day, entry -> true, "");
    }

    /**
     * Reads the audit log for one model: only acts that name it count, and those that are about no model at all, such as
     * an attestation of the inventory.
     *
     * @param governance whose log
     * @param pack the rule
     * @param model the model
     * @param day the day, for evidence that grows old
     * @return the coverage
     */
    public static Coverage of(Governance governance, RulePack pack, String model, LocalDate day) {
        return of(governance, pack, day, new About(model), Names.require("model name", model));
    }

    private static Coverage of(
            Governance governance, RulePack pack, LocalDate day, Predicate<AuditEntry> counts, String model) {
        Map<Sought, AuditEntry> latest = new HashMap<>();
        long at = 0;
        List<AuditEntry> page = governance.audit().entries(at, PAGE);
        while (!page.isEmpty()) {
            page.stream().filter(counts).forEach(entry -> note(entry, latest));
            at = page.get(page.size() - 1).position();
            page = governance.audit().entries(at, PAGE);
        }
        Map<String, Control> controls = RulePacks.controls();
        List<Line> lines = new ArrayList<>();
        for (RulePack.Provision provision : pack.provisions()) {
            Optional.ofNullable(controls.get(provision.control()))
                    .ifPresent(control -> lines.add(line(provision, control, latest, day)));
        }
        return new Coverage(pack, model, day, at, lines);
    }

    private static void note(AuditEntry entry, Map<Sought, AuditEntry> latest) {
        latest.put(new Sought(entry.type(), Optional.empty()), entry);
        for (String detail : entry.details().keySet()) {
            latest.put(new Sought(entry.type(), Optional.of(detail)), entry);
        }
    }

    private static Line line(
            RulePack.Provision provision, Control control, Map<Sought, AuditEntry> latest, LocalDate day) {
        List<String> evidence = new ArrayList<>();
        for (EventType event : control.events()) {
            Optional.ofNullable(latest.get(new Sought(event, control.detail())))
                    .filter(entry -> young(entry, control, day))
                    .ifPresent(entry -> evidence.add(event + " at entry " + entry.position() + " of " + day(entry)));
        }
        boolean all = !control.events().isEmpty()
                && evidence.size() == control.events().size();
        return new Line(provision.provision(), control, status(control, all), evidence);
    }

    private static Status status(Control control, boolean all) {
        return switch (control.evidencedBy()) {
            case ORGANISATION -> Status.ORGANISATION;
            case RECORDS -> all ? Status.EVIDENCE_ON_RECORD : Status.NO_EVIDENCE;
            case RECORDS_AND_JUDGEMENT -> all ? Status.FOR_JUDGEMENT : Status.NO_EVIDENCE;
        };
    }

    private static boolean young(AuditEntry entry, Control control, LocalDate day) {
        return control.withinDays()
                .map(days -> !day(entry).isBefore(day.minusDays(days)))
                .orElse(true);
    }

    private static LocalDate day(AuditEntry entry) {
        return entry.recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * The controls that records can show, in whole or in part.
     *
     * @return how many lines are not for the organisation to show
     */
    public long asked() {
        return lines.size() - count(Status.ORGANISATION);
    }

    /**
     * How many lines have a status.
     *
     * @param status the status
     * @return how many
     */
    public long count(Status status) {
        return lines.stream().filter(line -> line.status() == status).count();
    }
}
