package io.modelgovernance.core.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProvenanceTest {
    private static final Actor ANA = Actor.human("ana");
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final String COMMIT = "4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d";
    private static final DatasetVersion LOANS = new DatasetVersion(
            "loans",
            "1",
            Digest.of(new byte[] {1}),
            100,
            List.of("income"),
            "bureau",
            "internal",
            DatasetVersion.PersonalData.PERSONAL);

    @TempDir
    Path directory;

    private final Ed25519Signer bank = Ed25519Signer.generate("bank");
    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();

    @AfterEach
    void close() {
        governance.close();
    }

    @Test
    void saysWhatIsOnRecordToAnyoneWithTheKey() throws IOException {
        SignedProvenance sent = SignedProvenance.parse(sign().toJson());
        SignedProvenance.Content content = sent.verify(bank.publicKey());
        assertEquals(new VersionId("credit-risk", 1), content.version());
        assertEquals(
                Digest.of("1".getBytes(StandardCharsets.UTF_8)), content.files().get("model.txt"));
        assertEquals(LOANS.digest().hex(), content.inputs().get(LOANS.node()));
        assertEquals(COMMIT, content.inputs().get(new Node(Node.CODE, COMMIT)));
        assertEquals("0.1", content.fields().get("parameter/eta"));
        assertEquals("bureau", content.fields().get("dataset/loans:1/source"));
        assertEquals(List.of(), content.redacted());
    }

    @Test
    void isSlsaProvenanceInAnInTotoStatement() throws IOException {
        var document =
                PlainJson.object(Base64.getDecoder().decode(sign().envelope().payload()));
        assertEquals(Set.of("_type", "subject", "predicateType", "predicate"), document.keySet());
        assertEquals("https://in-toto.io/Statement/v1", document.get("_type"));
        assertEquals("https://slsa.dev/provenance/v1", document.get("predicateType"));
        String text = document.toString();
        for (String member : List.of(
                "buildType", "externalParameters", "resolvedDependencies", "builder", "invocationId", "gitCommit")) {
            assertTrue(text.contains(member + "="), member);
        }
        assertFalse(text.contains("bureau"), "only a commitment is in the signed part");
    }

    @Test
    void everyFieldCanBeLeftOutAndTheRestStillVerifies() throws IOException {
        SignedProvenance full = sign();
        Set<String> names = full.verify(bank.publicKey()).fields().keySet();
        assertTrue(names.size() >= 10, names::toString);
        for (String name : names) {
            SignedProvenance.Content rest = full.redact(name).verify(bank.publicKey());
            assertEquals(List.of(name), rest.redacted());
            assertEquals(names.size() - 1, rest.fields().size());
        }
        SignedProvenance bare = full.redact(names.toArray(String[]::new));
        assertFalse(new String(bare.toJson(), StandardCharsets.UTF_8).contains("bureau"));
        assertEquals(
                new TreeSet<>(names),
                new TreeSet<>(bare.verify(bank.publicKey()).redacted()));
    }

    @Test
    void aChangedAnInventedAndADoubledFieldAreSeen() throws IOException {
        SignedProvenance full = sign();
        Disclosure eta = full.disclosures().stream()
                .filter(one -> one.name().equals("parameter/eta"))
                .findFirst()
                .orElseThrow();
        for (Disclosure forged : List.of(
                new Disclosure(eta.salt(), eta.name(), "0.2"),
                new Disclosure(eta.salt(), "parameter/other", eta.value()),
                new Disclosure("00", eta.name(), eta.value()),
                eta)) {
            List<Disclosure> more = new ArrayList<>(full.disclosures());
            if (!forged.equals(eta)) {
                more.remove(eta);
            }
            more.add(forged);
            assertThrows(
                    IntegrityException.class,
                    () -> new SignedProvenance(full.envelope(), more).verify(bank.publicKey()));
        }
        assertThrows(
                IntegrityException.class,
                () -> full.verify(Ed25519Signer.generate("x").publicKey()));
    }

    @Test
    void equalValuesHaveDifferentCommitments() throws IOException {
        SignedProvenance one = sign();
        SignedProvenance other =
                ModelProvenance.sign(governance, new VersionId("credit-risk", 1), bank, new SecureRandom());
        assertFalse(one.envelope().payload().equals(other.envelope().payload()));
        assertEquals(
                one.verify(bank.publicKey()).fields(),
                other.verify(bank.publicKey()).fields());
    }

    @Test
    void aVersionWithoutAnEndedRunHasNoProvenance() throws IOException {
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        VersionId bare = governance
                .registry()
                .register(ANA, "other", Candidate.of(file), SCHEMA)
                .id();
        assertThrows(NotFoundException.class, () -> ModelProvenance.sign(governance, bare, bank, new SecureRandom()));
        try (Run run = governance.lineage().startRun(ANA, "train")) {
            VersionId early = governance
                    .registry()
                    .register(ANA, "early", run.produced(file), SCHEMA)
                    .id();
            assertThrows(
                    ConflictException.class, () -> ModelProvenance.sign(governance, early, bank, new SecureRandom()));
        }
        assertEquals(Optional.empty(), governance.registry().version(bare).run());
    }

    private SignedProvenance sign() throws IOException {
        governance.lineage().recordDataset(ANA, LOANS, new Node(Node.SOURCE, "bureau"));
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        VersionId version;
        try (Run run = governance.lineage().startRun(ANA, "train credit-risk")) {
            run.reads(LOANS).code(COMMIT).parameter("eta", 0.1);
            version = governance
                    .registry()
                    .register(ANA, "credit-risk", run.produced(file), SCHEMA)
                    .id();
        }
        return ModelProvenance.sign(governance, version, bank, new SecureRandom());
    }
}
