package io.modelgovernance.it;

import io.modelgovernance.it.Step.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of the registry in the plainest words: no store, no transaction, one thread. */
final class PlainRegistry {
    static final long VALID_HOURS = 24;
    static final Map<String, String> ROLES =
            Map.of("ana", "developer", "ben", "validator", "cleo", "risk", "dora", "risk", "eve", "clerk");

    static final class Version {
        String stage = "registered";
        boolean archived;
        String developer = "";
        int openFindings;
    }

    static final class Request {
        int version;
        String from = "";
        String to = "";
        String by = "";
        long expires;
        String status = "OPEN";
        final Set<String> voted = new HashSet<>();
        final Set<String> roles = new HashSet<>();
        int approvals;
    }

    record Pointer(int version, long revision) {}

    final List<Version> versions = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final Map<String, Pointer> aliases = new TreeMap<>();
    final Map<String, Long> revisions = new HashMap<>();
    final Map<String, Long> delegations = new HashMap<>();
    final Set<String> interested = new TreeSet<>();
    final List<Integer> findings = new ArrayList<>();
    long hour = 1_000;

    Outcome play(Step step) {
        return switch (step.kind()) {
            case REGISTER -> register(step);
            case REQUEST -> request(step);
            case APPROVE, APPROVE_AGAIN -> vote(step, step.person(), null, true);
            case REJECT -> vote(step, step.person(), null, false);
            case VOTE_FOR -> vote(step, step.person(), step.otherPerson(), true);
            case WITHDRAW -> withdraw(step);
            case DELEGATE -> delegate(step);
            case INTEREST -> interest(step);
            case MOVE_ALIAS -> moveAlias(step);
            case SWAP -> swap(step);
            case RETIRE -> retire(step);
            case OPEN_FINDING -> openFinding(step);
            case CLOSE_FINDING -> closeFinding();
            case ARCHIVE -> archive(step);
            case RESTORE -> restore(step);
            case CLOCK -> {
                hour += step.hours();
                yield Outcome.NOTHING;
            }
        };
    }

    private boolean unknown(int number) {
        return number > versions.size();
    }

    private Version get(int number) {
        return versions.get(number - 1);
    }

    private Outcome register(Step step) {
        if (versions.size() == Step.MOST_VERSIONS) {
            return Outcome.NOTHING;
        }
        Version version = new Version();
        version.developer = step.person();
        versions.add(version);
        return Outcome.DONE;
    }

    private Outcome request(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        Version version = get(step.version());
        String move = version.stage + " " + step.stage();
        if (!Set.of("registered production", "production retired", "registered retired")
                .contains(move)) {
            return Outcome.INVALID;
        }
        if (requests.stream()
                .anyMatch(one -> one.version == step.version() && one.status.equals("OPEN") && hour < one.expires)) {
            return Outcome.CONFLICT;
        }
        if (blocked(version, step.stage())) {
            return Outcome.REFUSED;
        }
        Request request = new Request();
        request.version = step.version();
        request.from = version.stage;
        request.to = step.stage();
        request.by = step.person();
        request.expires = hour + VALID_HOURS;
        requests.add(request);
        return Outcome.DONE;
    }

    private static boolean blocked(Version version, String stage) {
        return stage.equals("production") && version.openFindings > 0;
    }

    private @org.jspecify.annotations.Nullable Request open(int version) {
        return requests.stream()
                .filter(one -> one.version == version && one.status.equals("OPEN"))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private Outcome vote(
            Step step, String voter, @org.jspecify.annotations.Nullable String principal, boolean approve) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        Request request = open(step.version());
        Version version = get(step.version());
        if (request == null
                || barred(request, version, voter)
                || (principal != null && barred(request, version, principal))
                || hour >= request.expires) {
            return Outcome.CONFLICT;
        }
        if (principal != null && delegations.getOrDefault(principal + " " + voter, Long.MIN_VALUE) <= hour) {
            return Outcome.CONFLICT;
        }
        if (!approve) {
            request.status = "REJECTED";
            return Outcome.DONE;
        }
        String role = ROLES.getOrDefault(principal == null ? voter : principal, "");
        Set<String> roles = new HashSet<>(request.roles);
        roles.add(role);
        boolean carried = request.approvals + 1 >= 2 && roles.contains("validator");
        if (carried) {
            Outcome moved = carryOut(request, version);
            if (moved != Outcome.DONE) {
                return moved;
            }
            request.status = "COMMITTED";
        }
        request.roles.add(role);
        request.approvals++;
        request.voted.add(voter);
        if (principal != null) {
            request.voted.add(principal);
        }
        return Outcome.DONE;
    }

    private boolean barred(Request request, Version version, String person) {
        return person.equals(request.by)
                || person.equals(version.developer)
                || interested.contains(person)
                || request.voted.contains(person);
    }

    private Outcome carryOut(Request request, Version version) {
        if (!version.stage.equals(request.from)) {
            return Outcome.CONFLICT;
        }
        if (version.archived) {
            return Outcome.REFUSED;
        }
        if (request.to.equals("retired") && aliased(request.version)) {
            return Outcome.CONFLICT;
        }
        if (blocked(version, request.to)) {
            return Outcome.REFUSED;
        }
        version.stage = request.to;
        if (request.to.equals("production")) {
            point("champion", request.version);
        }
        return Outcome.DONE;
    }

    private boolean aliased(int version) {
        return aliases.values().stream().anyMatch(one -> one.version() == version);
    }

    private void point(String alias, int version) {
        long revision = revisions.merge(alias, 1L, Long::sum);
        aliases.put(alias, new Pointer(version, revision));
    }

    private Outcome withdraw(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        Request request = open(step.version());
        if (request == null || !request.by.equals(step.person())) {
            return Outcome.CONFLICT;
        }
        request.status = "WITHDRAWN";
        return Outcome.DONE;
    }

    private Outcome delegate(Step step) {
        if (step.person().equals(step.otherPerson())) {
            return Outcome.INVALID;
        }
        if (versions.isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        delegations.put(step.person() + " " + step.otherPerson(), hour + step.number() + 1);
        return Outcome.DONE;
    }

    private Outcome interest(Step step) {
        if (versions.isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        interested.add(step.person());
        return Outcome.DONE;
    }

    long revision(String alias) {
        Pointer pointer = aliases.get(alias);
        return pointer == null ? 0 : pointer.revision();
    }

    private boolean mayServe(int version) {
        return get(version).stage.equals("production") && !get(version).archived;
    }

    private Outcome moveAlias(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        if (step.revision(revision(step.alias())) != revision(step.alias())) {
            return Outcome.CONFLICT;
        }
        if (!mayServe(step.version())) {
            return Outcome.REFUSED;
        }
        point(step.alias(), step.version());
        return Outcome.DONE;
    }

    /** Both aliases in one change set: this one to the version, the other to the next version. */
    private Outcome swap(Step step) {
        String other = Step.ALIASES.get((step.other() + 1) % 2);
        if (step.revision(revision(step.alias())) != revision(step.alias())) {
            return Outcome.CONFLICT;
        }
        if (unknown(step.version()) || unknown(step.version() + 1)) {
            return Outcome.NOT_FOUND;
        }
        if (!mayServe(step.version()) || !mayServe(step.version() + 1)) {
            return Outcome.REFUSED;
        }
        point(step.alias(), step.version());
        point(other, step.version() + 1);
        return Outcome.DONE;
    }

    /** One change set: drops the alias and retires the version. */
    private Outcome retire(Step step) {
        long now = revision(step.alias());
        if (step.revision(now) != now) {
            return Outcome.CONFLICT;
        }
        Pointer dropped = aliases.get(step.alias());
        if (dropped == null || unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        Version version = get(step.version());
        if (version.stage.equals("retired")) {
            return Outcome.INVALID;
        }
        if (aliases.entrySet().stream()
                .anyMatch(one ->
                        !one.getKey().equals(step.alias()) && one.getValue().version() == step.version())) {
            return Outcome.CONFLICT;
        }
        aliases.remove(step.alias());
        version.stage = "retired";
        return Outcome.DONE;
    }

    private Outcome openFinding(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        get(step.version()).openFindings++;
        findings.add(step.version());
        return Outcome.DONE;
    }

    /** Closes the oldest that is open. */
    private Outcome closeFinding() {
        int next = findings.indexOf(
                findings.stream().filter(one -> one > 0).findFirst().orElse(-1));
        if (next < 0) {
            return Outcome.NOTHING;
        }
        get(findings.get(next)).openFindings--;
        findings.set(next, 0);
        return Outcome.DONE;
    }

    private Outcome archive(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        if (aliased(step.version())) {
            return Outcome.REFUSED;
        }
        get(step.version()).archived = true;
        return Outcome.DONE;
    }

    private Outcome restore(Step step) {
        if (unknown(step.version())) {
            return Outcome.NOT_FOUND;
        }
        get(step.version()).archived = false;
        return Outcome.DONE;
    }

    /** What everybody can see. */
    String view() {
        StringBuilder view = new StringBuilder();
        for (int i = 1; i <= versions.size(); i++) {
            view.append(i).append(' ').append(get(i).stage).append(get(i).archived ? " archived\n" : "\n");
        }
        aliases.forEach((name, pointer) -> view.append(name)
                .append(' ')
                .append(pointer.version())
                .append('@')
                .append(pointer.revision())
                .append('\n'));
        requests.stream()
                .sorted(java.util.Comparator.comparing(one -> one.version))
                .forEach(one -> view.append(one.version)
                        .append(' ')
                        .append(one.to)
                        .append(' ')
                        .append(one.status)
                        .append(' ')
                        .append(one.approvals)
                        .append('\n'));
        return view.toString();
    }
}
