package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.SemanticVersion.Part;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names beside the number, typed attributes, and reading both as they were. */
class VersionNamesTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));

    @TempDir
    Path directory;

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
    private Candidate candidate = Candidate.of();

    @BeforeEach
    void write() throws IOException {
        candidate = Candidate.of(Files.writeString(directory.resolve("model.txt"), "1"));
    }

    @AfterEach
    void intact() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private VersionId register(Candidate named) {
        return governance.registry().register(ANA, "credit-risk", named, SCHEMA).id();
    }

    private String label(VersionId version) {
        return governance.catalogue().listing(version, AsOf.now()).label().orElse("none");
    }

    private List<VersionId> found(String filter) {
        return governance.catalogue().search(CatalogueQuery.where(filter)).items().stream()
                .map(Listing::version)
                .toList();
    }

    @Test
    void semanticVersionsFollowTheGreatest() {
        assertEquals("0.1.0", label(register(candidate.following(Part.MINOR))));
        assertEquals("1.0.0", label(register(candidate.following(Part.MAJOR))));
        VersionId plain = register(candidate);
        assertEquals("none", label(plain));
        assertEquals("1.0.1", label(register(candidate.following(Part.PATCH))));
        VersionId announced = register(candidate.named("2.0.0-rc.1"));
        register(candidate.named("spring edition"));
        VersionId second = register(candidate.following(Part.MAJOR));
        assertEquals("2.0.0", label(second));
        governance.catalogue().label(ANA, plain, "10.0.0");
        assertEquals("10.0.1", label(register(candidate.following(Part.PATCH))));
        assertEquals(List.of(announced), found("semver > '1.0.1' and semver < '2.0.0'"));
        List<Listing> sorted = governance
                .catalogue()
                .search(CatalogueQuery.where("semver >= '2.0.0'").orderBy("semver", true))
                .items();
        assertEquals(
                List.of("10.0.1", "10.0.0", "2.0.0"),
                sorted.stream().map(one -> one.label().orElse("")).toList());
    }

    @Test
    void aNameIsOfOneVersionAndTakenWithItOrNotAtAll() {
        VersionId first = register(candidate.named("2026-q3"));
        long size = governance.audit().checkpoint().size();
        var refused = assertThrows(ConflictException.class, () -> register(candidate.named("2026-q3")));
        assertTrue(refused.getMessage().contains("is that of credit-risk:1"), refused.getMessage());
        assertEquals(size, governance.audit().checkpoint().size(), "no version was registered");
        assertEquals(Optional.of(first), governance.catalogue().byLabel("credit-risk", "2026-q3"));
        assertEquals(
                Optional.empty(), governance.catalogue().byLabel("credit-risk", "2026-q3", AsOf.position(size - 1)));
        assertThrows(InvalidInputException.class, () -> candidate.named("../../etc"));
        assertThrows(InvalidInputException.class, () -> candidate.named("2026\u2010q3"));
        governance.custody().delete(ANA, first, "nobody uses it");
        assertThrows(ConflictException.class, () -> register(candidate.named("2026-q3")), "not even then");
        assertThrows(NotFoundException.class, () -> governance.registry().version(first));
        assertEquals(
                first, governance.registry().version(first, AsOf.position(size)).id(), "but then it was there");
    }

    @Test
    void attributesHaveTypesAndAreFoundByThem() {
        VersionId one = register(candidate);
        VersionId other = register(candidate);
        Instant due = Instant.parse("2027-01-01T00:00:00Z");
        governance.catalogue().attribute(ANA, one, "rows", AttributeValue.of(90_000));
        governance.catalogue().attribute(ANA, other, "rows", AttributeValue.of(-1e-7));
        governance.catalogue().attribute(ANA, other, "review", AttributeValue.of(due));
        governance.catalogue().attribute(ANA, other, "vendor", AttributeValue.of(true));
        governance.catalogue().attribute(BEN, other, "note", AttributeValue.of("größer als gedacht"));
        long before = governance.audit().checkpoint().size();
        assertEquals(List.of(one), found("number.rows >= 90000"));
        assertEquals(List.of(other), found("number.rows < 0 and time.review <= '2027-01-01T00:00:00Z'"));
        assertEquals(List.of(other), found("truth.vendor = true and text.note like 'größer%'"));
        assertEquals(List.of(), found("text.rows exists"));
        governance.catalogue().attribute(ANA, one, "rows", AttributeValue.of("many"));
        governance.catalogue().removeAttribute(ANA, other, "vendor");
        assertEquals(List.of(other), found("number.rows exists"));
        assertEquals(List.of(), found("truth.vendor exists"));
        assertEquals(
                2,
                governance
                        .catalogue()
                        .search(CatalogueQuery.where("number.rows exists").at(AsOf.position(before)))
                        .items()
                        .size());
        String log = governance.audit().entries(0, 100).toString();
        assertTrue(!log.contains("gedacht"), "a text may be about somebody, so the log does not repeat it");
        assertTrue(governance.catalogue().diff(one, other).stream()
                .anyMatch(difference -> difference.path().contains("attributes")));
    }

    @Test
    void oversizedAttributesAreRefused() {
        VersionId version = register(candidate);
        assertThrows(InvalidInputException.class, () -> AttributeValue.of("x".repeat(1_001)));
        assertThrows(InvalidInputException.class, () -> AttributeValue.of(Double.NaN));
        assertThrows(InvalidInputException.class, () -> new AttributeValue(AttributeValue.Kind.NUMBER, "0x1p3"));
        assertThrows(
                InvalidInputException.class,
                () -> governance.catalogue().attribute(ANA, version, "größe", AttributeValue.of(1)));
        for (int i = 0; i < 100; i++) {
            governance.catalogue().tag(ANA, version, "tag" + i, "x");
        }
        var refused = assertThrows(
                InvalidInputException.class,
                () -> governance.catalogue().attribute(ANA, version, "one more", AttributeValue.of(1)));
        assertTrue(refused.getMessage().contains("at most 100"), refused.getMessage());
        governance.catalogue().tag(ANA, version, "tag1", "y");
    }

    @Test
    void everyReadTellsThePastToo() {
        VersionId version = register(candidate);
        long size = governance.audit().checkpoint().size();
        governance.registry().request(ANA, version, "retired", "not needed");
        governance.custody().retain(ANA, version, LocalDate.of(2030, 1, 1), "rule 4");
        governance.approvals().declareInterest(BEN, "credit-risk", "shares");
        governance.approvals().delegate(BEN, "credit-risk", "dora", Instant.parse("2999-01-01T00:00:00Z"), "away");
        governance.registry().suspend(ANA, "credit-risk", "incident 3");
        AsOf then = AsOf.position(size);
        var registry = governance.registry();
        assertEquals(1, registry.requests("credit-risk").size());
        assertEquals(List.of(), registry.requests("credit-risk", then));
        assertEquals(Optional.of("incident 3"), registry.suspension("credit-risk"));
        assertEquals(Optional.empty(), registry.suspension("credit-risk", then));
        assertEquals(Optional.empty(), governance.custody().retention(version, then));
        assertTrue(governance.custody().retention(version).isPresent());
        assertEquals(List.of("ben"), governance.approvals().interested("credit-risk"));
        assertEquals(List.of(), governance.approvals().interested("credit-risk", then));
        assertEquals(List.of(), governance.approvals().delegations("credit-risk", then));
        assertEquals(
                1, governance.approvals().delegations("credit-risk", AsOf.now()).size());
        assertThrows(NotFoundException.class, () -> registry.requests("credit-risk", AsOf.position(0)));
        assertEquals(List.of(), registry.aliases("credit-risk", then));
    }
}
