package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.policy.RoleAccess;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDepthTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .build();

    @AfterEach
    void intact() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private Alias champion() {
        return governance
                .registry()
                .alias("credit-risk", "champion", AsOf.now())
                .orElseThrow();
    }

    private List<VersionId> found(CatalogueQuery query) {
        return governance.catalogue().search(query).items().stream()
                .map(Listing::version)
                .toList();
    }

    @Test
    void aChangeSetSwapsAndRetiresTogether() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        VersionId two = Fixtures.promoted(governance, directory, "2 2");
        governance.registry().moveAlias(CLEO, "credit-risk", "challenger", one, 0, "compare");
        long before = governance.audit().checkpoint().size();
        governance
                .registry()
                .change(
                        CLEO,
                        List.of(
                                new Change.MoveStage(two, "retired"),
                                new Change.PointAlias(
                                        "champion", one, champion().revision()),
                                new Change.DropAlias("credit-risk", "challenger", 1)),
                        "two is wrong");
        assertEquals(before + 1, governance.audit().checkpoint().size(), "one act, one entry");
        assertEquals(one, champion().version());
        assertEquals(Optional.empty(), governance.registry().alias("credit-risk", "challenger", AsOf.now()));
        assertEquals(
                Set.of("champion"),
                governance.catalogue().listing(one, AsOf.now()).aliases());
        assertEquals("retired", governance.registry().stage(two, AsOf.now()));
    }

    @Test
    void aChangeSetIsAllOrNothing() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        VersionId raw = Fixtures.register(governance, directory, "2 2");
        assertThrows(
                RefusedException.class,
                () -> governance
                        .registry()
                        .change(
                                CLEO,
                                List.of(
                                        new Change.PointAlias("canary", one, 0),
                                        new Change.PointAlias(
                                                "champion", raw, champion().revision())),
                                "raw is not approved"));
        assertThrows(
                ConflictException.class,
                () -> governance
                        .registry()
                        .change(
                                CLEO,
                                List.of(
                                        new Change.PointAlias("canary", one, 0),
                                        new Change.DropAlias("credit-risk", "champion", 9)),
                                "stale"));
        assertThrows(
                ConflictException.class,
                () -> governance
                        .registry()
                        .change(CLEO, List.of(new Change.MoveStage(one, "retired")), "has an alias"));
        assertThrows(
                RefusedException.class,
                () -> governance.registry().change(CLEO, List.of(new Change.MoveStage(raw, "production")), "no votes"));
        assertThrows(InvalidInputException.class, () -> governance.registry().change(CLEO, List.of(), "nothing"));
        assertEquals(Optional.empty(), governance.registry().alias("credit-risk", "canary", AsOf.now()));
        assertEquals(one, champion().version());
    }

    @Test
    void aDroppedAliasThatComesBackGoesOnCounting() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        governance.registry().moveAlias(CLEO, "credit-risk", "canary", one, 0, "new");
        governance.registry().moveAlias(CLEO, "credit-risk", "canary", one, 1, "again");
        governance.registry().change(CLEO, List.of(new Change.DropAlias("credit-risk", "canary", 2)), "over");
        assertEquals(
                3,
                governance
                        .registry()
                        .moveAlias(CLEO, "credit-risk", "canary", one, 0, "back")
                        .revision());
        assertThrows(
                ConflictException.class,
                () -> governance.registry().moveAlias(CLEO, "credit-risk", "canary", one, 1, "an old reader"));
    }

    @Test
    void findsByWhatIsSaidAndByWhatIsMeasured() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        VersionId two = Fixtures.register(governance, directory, "2 2");
        governance.catalogue().tag(ANA, one, "team", "retail");
        governance.catalogue().tag(ANA, two, "team", "retail");
        governance.catalogue().label(ANA, two, "2.0.0");
        long then = governance.audit().checkpoint().size();
        governance.catalogue().untag(ANA, one, "team");

        assertEquals(List.of(two), found(CatalogueQuery.where("tag.team = 'retail'")));
        assertEquals(
                List.of(one, two),
                found(CatalogueQuery.where("tag.team = 'retail'").at(AsOf.position(then))));
        assertEquals(List.of(one), found(CatalogueQuery.where("alias = 'champion' and stage = 'production'")));
        assertEquals(List.of(one), found(CatalogueQuery.where("model = 'credit-risk' and not label exists")));
        assertEquals(List.of(two, one), found(CatalogueQuery.where("").orderBy("number", true)));
        assertEquals(List.of(two, one), found(CatalogueQuery.where("").orderBy("label", false)), "none comes last");
        assertEquals(List.of(), found(CatalogueQuery.where("model = 'CREDIT RISK'")));
        assertEquals(Optional.of(two), governance.catalogue().byLabel("credit-risk", "2.0.0"));
    }

    @Test
    void pagesAreCompleteAndWithoutRepetitionWhateverMoves() {
        for (int i = 0; i < 7; i++) {
            VersionId id = Fixtures.register(governance, directory, i + " 1");
            governance.catalogue().tag(ANA, id, "parity", i % 2 == 0 ? "even" : "odd");
        }
        for (CatalogueQuery query : List.of(
                CatalogueQuery.where("number > 1"),
                CatalogueQuery.where("number > 1").orderBy("tag.parity", true))) {
            List<VersionId> all = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                var page = governance.catalogue().search(query.page(next, 2));
                page.items().forEach(listing -> all.add(listing.version()));
                next = page.next();
                governance.catalogue().tag(ANA, new VersionId("credit-risk", 1), "noise", "x" + all.size());
            } while (next.isPresent());
            assertEquals(found(query), all);
            assertEquals(6, all.size());
        }
    }

    @Test
    void labelsAreUniqueAndForEver() {
        VersionId one = Fixtures.register(governance, directory, "1 1");
        VersionId two = Fixtures.register(governance, directory, "2 2");
        governance.catalogue().label(ANA, one, "1.0.0");
        assertEquals(
                Optional.of("1.0.0"),
                governance.catalogue().label(ANA, one, "1.0.0").label(),
                "again is fine");
        assertThrows(ConflictException.class, () -> governance.catalogue().label(ANA, two, "1.0.0"));
        assertThrows(ConflictException.class, () -> governance.catalogue().label(ANA, one, "1.0.1"));
        assertThrows(InvalidInputException.class, () -> governance.catalogue().label(ANA, two, "../1"));
    }

    @Test
    void aLockedVersionStaysAsItIsSaidToBe() {
        VersionId one = Fixtures.register(governance, directory, "1 1");
        governance.custody().lock(BEN, one, "audited");
        assertThrows(ConflictException.class, () -> governance.catalogue().tag(ANA, one, "team", "x"));
        assertThrows(ConflictException.class, () -> governance.catalogue().label(ANA, one, "1"));
        assertThrows(ConflictException.class, () -> governance.custody().archive(ANA, one, "old"));
        assertThrows(ConflictException.class, () -> governance.custody().deprecate(ANA, one, "old"));
        governance.custody().unlock(BEN, one, "audit is over");
        assertEquals(
                Listing.Status.DEPRECATED,
                governance.custody().deprecate(ANA, one, "old").status());
    }

    @Test
    void whatIsUsedIsNeitherArchivedNorDeleted() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        Fixtures.deploy(governance, one, "branch-office");
        var archived =
                assertThrows(RefusedException.class, () -> governance.custody().archive(ANA, one, "old"));
        assertEquals(
                List.of("The alias champion points to it.", "It is deployed in branch-office."), archived.reasons());
        var deleted =
                assertThrows(RefusedException.class, () -> governance.custody().delete(ANA, one, "old"));
        assertTrue(deleted.reasons().contains("It stood in production and may have taken decisions."));
        assertEquals("production", governance.registry().stage(one, AsOf.now()));
    }

    @Test
    void whatNothingRestsOnIsDeletedButItsPastAndNumberAreNot() {
        VersionId one = Fixtures.register(governance, directory, "1 1");
        governance.custody().hold(CLEO, one, "case 7");
        assertThrows(RefusedException.class, () -> governance.custody().delete(ANA, one, "a mistake"));
        assertThrows(ConflictException.class, () -> governance.custody().release(CLEO, one, "my own"));
        governance.custody().release(BEN, one, "case closed");
        long then = governance.audit().checkpoint().size();
        governance.custody().delete(ANA, one, "a mistake");
        assertThrows(NotFoundException.class, () -> governance.registry().version(one));
        assertThrows(NotFoundException.class, () -> governance.custody().lock(ANA, one, "gone"));
        assertEquals("registered", governance.registry().stage(one, AsOf.position(then)));
        assertEquals(2, Fixtures.register(governance, directory, "1 1").number());
        assertEquals(
                1, governance.registry().versions("credit-risk", AsOf.now()).size());
    }

    @Test
    void anArchivedVersionServesNobody() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        Fixtures.promoted(governance, directory, "2 2");
        governance.custody().archive(ANA, one, "replaced");
        assertThrows(
                RefusedException.class,
                () -> governance
                        .registry()
                        .moveAlias(
                                CLEO, "credit-risk", "champion", one, champion().revision(), "back"));
        governance.custody().restore(ANA, one, "needed after all");
        governance
                .registry()
                .moveAlias(CLEO, "credit-risk", "champion", one, champion().revision(), "back");
    }

    @Test
    void diffNamesWhatDiffersBetweenVersionsAndMoments() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        long then = governance.audit().checkpoint().size();
        VersionId two = Fixtures.promoted(governance, directory, "2 2");
        List<String> versions = governance.catalogue().diff(one, two).stream()
                .map(one1 -> one1.path())
                .toList();
        assertTrue(versions.contains("content.parameters.weights"), versions::toString);
        assertTrue(versions.contains("listing.aliases[0]"), versions::toString);
        assertEquals(List.of(), governance.catalogue().diff(one, one));
        var moments = governance.catalogue().diff("credit-risk", AsOf.position(then), AsOf.now());
        assertTrue(
                moments.stream()
                        .anyMatch(change -> change.path().equals("alias.champion.version")
                                && change.before().equals(Optional.of("\"credit-risk:1\""))
                                && change.after().equals(Optional.of("\"credit-risk:2\""))),
                moments::toString);
    }

    @Test
    void aReservedAliasIsReservedInChangeSetsToo() {
        VersionId one = Fixtures.promoted(governance, directory, "1 1");
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        RoleAccess rules = RoleAccess.none();
        for (var act : io.modelgovernance.audit.EventType.values()) {
            rules = rules.grant("developer", act).grant("validator", act).grant("risk", act);
        }
        try (Governance guarded = GovernanceEngine.builder()
                .store(store)
                .access(rules.reserve("alias champion of *", "risk"))
                .build()) {
            Fixtures.promoted(guarded, directory, "1 1");
            assertThrows(
                    RefusedException.class,
                    () -> guarded.registry().moveAlias(ANA, "credit-risk", "champion", one, 1, "mine"));
            assertThrows(
                    RefusedException.class,
                    () -> guarded.registry().change(ANA, List.of(new Change.PointAlias("champion", one, 1)), "mine"));
            guarded.registry().change(CLEO, List.of(new Change.PointAlias("champion", one, 1)), "hers");
        }
    }
}
