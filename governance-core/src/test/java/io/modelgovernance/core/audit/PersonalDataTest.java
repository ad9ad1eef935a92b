package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Deposit;
import io.modelgovernance.audit.InclusionProof;
import io.modelgovernance.audit.Opening;
import io.modelgovernance.audit.PersonalData;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.files.FileContentStore;
import io.modelgovernance.core.files.FileSubjectKeys;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inmemory.InMemorySubjectKeys;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.SubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After erasure every proof still holds and nothing can be read. */
class PersonalDataTest {
    private static final Actor DESK = Actor.service("desk");
    private static final Actor CLEO = Actor.human("cleo");
    private static final Actor BEN = Actor.human("ben");
    private static final byte[] DATA = "Anna Muster, born 1980-05-01, income 71000".getBytes(StandardCharsets.UTF_8);

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final SubjectKeys keys = new InMemorySubjectKeys();
    private final Ed25519Signer signer = Ed25519Signer.generate("bank");
    private final Governance governance = engine(store, keys);
    private final PersonalData data = governance.personalData();

    @TempDir
    Path directory;

    private Governance engine(ContentStore content, SubjectKeys subjectKeys) {
        return GovernanceEngine.builder()
                .store(store, store, content)
                .signer(signer)
                .subjectKeys(subjectKeys)
                .build();
    }

    @AfterEach
    void close() {
        governance.close();
    }

    @Test
    void whatIsKeptIsOpenedAndFitsTheLog() {
        Deposit deposit = data.keep(DESK, "s-1", DATA);
        Opening opening = data.open(deposit).orElseThrow();
        assertArrayEquals(DATA, opening.payload());
        assertEquals(deposit.commitment(), opening.commitment());
        String logged = governance.audit().entries(0, 10).get(0).details().getOrDefault("commitment", "");
        assertEquals(deposit.commitment().toString(), logged);
        assertEquals(List.of(deposit), data.deposits("s-1"));
        assertFalse(data.keep(DESK, "s-1", DATA).commitment().equals(deposit.commitment()), "a salt of its own");
    }

    @Test
    void afterErasureProofsHoldAndNothingCanBeRead() throws IOException {
        Deposit deposit = data.keep(DESK, "s-1", DATA);
        Deposit other = data.keep(DESK, "s-2", DATA);
        Checkpoint kept = governance.audit().checkpoint();
        InclusionProof proof = governance.audit().prove(1, kept.size());
        byte[] backup = store.open(deposit.content()).orElseThrow().readAllBytes();
        assertFalse(new String(backup, StandardCharsets.ISO_8859_1).contains("Anna"), "stored encrypted");

        List<Deposit> erased = data.erase(CLEO, "s-1", "request of the subject");
        assertTrue(erased.get(0).erasedAt().isPresent());
        assertTrue(data.open(deposit).isEmpty());
        assertTrue(data.open(other).isPresent(), "nobody else's");
        assertTrue(Proofs.holds(proof, kept.root()));
        assertTrue(governance.audit().verify(kept).intact());
        Path export = Files.createDirectory(directory.resolve("export"));
        governance.audit().export(export);
        AuditVerifier.verify(export, "bank", signer.publicKey(), kept.note());

        assertTrue(keys.find("s-1").isEmpty());
        store.put(new ByteArrayInputStream(backup));
        byte[] again = keys.obtain("s-1");
        assertTrue(SubjectCipher.decrypt(again, "s-1", backup).isEmpty(), "a backup of the database is of no use");
    }

    @Test
    void erasingAgainRecordsNothingAndFinishesWhatFailed() {
        data.keep(DESK, "s-1", DATA);
        data.erase(CLEO, "s-1", "asked");
        byte[] left = keys.obtain("s-1");
        assertEquals(SubjectKeys.LENGTH, left.length);
        long before = governance.audit().checkpoint().size();
        data.erase(CLEO, "s-1", "asked");
        assertEquals(before, governance.audit().checkpoint().size());
        assertTrue(keys.find("s-1").isEmpty());
    }

    @Test
    void aHoldRefusesErasureAndTheRefusalIsOnRecord() {
        Deposit deposit = data.keep(DESK, "s-1", DATA);
        data.hold(CLEO, "s-1", "case 12");
        RefusedException refused = assertThrows(RefusedException.class, () -> data.erase(BEN, "s-1", "asked"));
        assertEquals(List.of("It is under legal hold by cleo: case 12."), refused.reasons());
        assertTrue(data.open(deposit).isPresent());
        assertThrows(ConflictException.class, () -> data.release(CLEO, "s-1", "mine"));
        assertThrows(ConflictException.class, () -> data.release(BEN, "s-2", "none"));
        data.release(BEN, "s-1", "closed");
        data.erase(BEN, "s-1", "asked");
        assertTrue(data.open(deposit).isEmpty());
    }

    /** A birth date has few values: without a salt it is found by trying, with one it is not. */
    @Test
    void aCommitmentIsNotFoundByTryingAMillionValues() {
        int secret = 654_321;
        Digest bare = Digest.of(number(secret));
        Digest committed = data.keep(DESK, "s-1", number(secret)).commitment();
        byte[] guess = new byte[Opening.SALT];
        int found = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] tried = number(i);
            found += Digest.of(tried).equals(bare) ? 1 : 0;
            found += new Opening(guess, tried).commitment().equals(committed) ? 1_000 : 0;
        }
        assertEquals(1, found, "the bare digest is found, the commitment is not");
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /** The stored bytes of one subject put in place of another's, or damaged, are no data of his. */
    @Test
    void swappedAndDamagedContentIsCaught() {
        byte[] key = new byte[SubjectKeys.LENGTH];
        Opening opening = new Opening(new byte[Opening.SALT], DATA);
        byte[] stored = SubjectCipher.encrypt(key, "s-1", opening, new SecureRandom());
        assertArrayEquals(
                DATA, SubjectCipher.decrypt(key, "s-1", stored).orElseThrow().payload());
        assertTrue(SubjectCipher.decrypt(key, "s-2", stored).isEmpty(), "bound to its subject");
        for (int i = 0; i < stored.length; i++) {
            byte[] bad = stored.clone();
            bad[i] ^= 1;
            assertTrue(SubjectCipher.decrypt(key, "s-1", bad).isEmpty());
        }
        assertTrue(SubjectCipher.decrypt(key, "s-1", new byte[3]).isEmpty());
        Deposit deposit = data.keep(DESK, "s-1", DATA);
        Deposit forged = new Deposit("s-1", 1, Digest.of(DATA), deposit.content(), deposit.keptAt(), Optional.empty());
        assertThrows(IntegrityException.class, () -> data.open(forged));
    }

    @Test
    void badInputIsRefusedAndNothingIsKept() {
        assertThrows(InvalidInputException.class, () -> data.keep(DESK, "", DATA));
        assertThrows(InvalidInputException.class, () -> data.keep(DESK, "a\nb", DATA));
        assertThrows(InvalidInputException.class, () -> data.keep(DESK, "s-1", new byte[(1 << 20) + 1]));
        assertThrows(InvalidInputException.class, () -> new Opening(new byte[16], DATA));
        assertEquals(0, governance.audit().checkpoint().size());
    }

    /** Erased between encrypting and recording: the caller hears that nothing readable was kept. */
    @Test
    void keepingWhileErasingIsAConflict() {
        SubjectKeys racing = new SubjectKeys() {
            @Override
            public byte[] obtain(String subject) {
                return keys.obtain(subject);
            }

            @Override
            public Optional<byte[]> find(String subject) {
                return Optional.empty();
            }

            @Override
            public void destroy(String subject) {
                keys.destroy(subject);
            }
        };
        try (Governance other = engine(store, racing)) {
            assertThrows(ConflictException.class, () -> other.personalData().keep(DESK, "s-9", DATA));
        }
    }

    @Test
    void filesKeepAndForget() throws IOException {
        Path secrets = Files.createDirectory(directory.resolve("keys"));
        Path files = Files.createDirectory(directory.resolve("content"));
        FileSubjectKeys first = FileSubjectKeys.in(secrets, new SecureRandom());
        byte[] key = first.obtain("s-1");
        assertArrayEquals(key, FileSubjectKeys.in(secrets, new SecureRandom()).obtain("s-1"), "one key for both");
        try (Governance onFiles =
                engine(FileContentStore.in(files, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), first)) {
            PersonalData kept = onFiles.personalData();
            Deposit deposit = kept.keep(DESK, "s-1", DATA);
            assertArrayEquals(DATA, kept.open(deposit).orElseThrow().payload());
            kept.erase(CLEO, "s-1", "asked");
            assertTrue(kept.open(deposit).isEmpty());
        }
        first.destroy("s-1");
        try (var left = Files.list(secrets);
                var bytes = Files.walk(files)) {
            assertEquals(0, left.count());
            assertFalse(bytes.filter(Files::isRegularFile).anyMatch(file -> holds(file, key)));
        }
        Files.write(
                secrets.resolve(
                        Digest.of("s-3".getBytes(StandardCharsets.UTF_8)).hex() + ".key"),
                new byte[7]);
        assertThrows(IntegrityException.class, () -> first.find("s-3"));
    }

    private static boolean holds(Path file, byte[] key) {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of()
                    .formatHex(in.readAllBytes())
                    .contains(HexFormat.of().formatHex(key));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
