package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed notes of Go's checksum database, as anybody can fetch them from sum.golang.org/latest, and our own. */
class SignedNoteTest {
    private static final String GO = "sum.golang.org";
    /** The key that every Go tool carries: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8. */
    private static final byte[] GO_KEY =
            Arrays.copyOfRange(Base64.getDecoder().decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"), 1, 33);

    private static final String GO_BODY =
            "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n";
    private static final String GO_SIGNATURE =
            "\u2014 sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+"
                    + "o3GeoWwOoAw=\n";
    private static final String WITNESSED =
            "go.sum database tree\n15067302\ngJyioq6dwR9n+NjEWORfYmH+ubeYm3kH42BBQ0bTpYI=\n\n"
                    + "\u2014 sum.golang.org Az3grp1rvWOs5NKlr/xR4GLN/CDyzzakmt1o61uSxYKpK1SerqOP2ClbX/peKUZjYnyomH5X"
                    + "z7GZG3TpB7OeKn4E2ww=\n"
                    + "\u2014 test.example.com qTGhC/xIPQ0AXKHK6Y+9ypRfuvMZWPjRXM8NiOg5M1WREn07VQXyuIXM3NRNav3ieVFLUqDR"
                    + "K77PWDmL6w8w84UqeAw=\n";

    private final Ed25519Signer signer = Ed25519Signer.generate("our-key");

    @Test
    void theGoChecksumDatabasesTreeHeadIsOpened() {
        Checkpoint head = SignedNote.open(GO_BODY + GO_SIGNATURE, GO, GO_KEY);
        assertEquals("go.sum database tree", head.origin());
        assertEquals(6_476_701, head.size());
        assertEquals(
                HexFormat.of().formatHex(Base64.getDecoder().decode("mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=")),
                head.root().hex());
    }

    @Test
    void otherPeoplesSignaturesBesideItAreNoObstacle() {
        assertEquals(15_067_302, SignedNote.open(WITNESSED, GO, GO_KEY).size());
        assertRefused("not signed by test.example.com", WITNESSED, "test.example.com", GO_KEY);
    }

    @Test
    void aChangedByteAnywhereIsRefused() {
        byte[] note = (GO_BODY + GO_SIGNATURE).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < note.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = note.clone();
                changed[i] ^= (byte) (1 << bit);
                String text = new String(changed, StandardCharsets.UTF_8);
                assertThrows(InvalidInputException.class, () -> SignedNote.open(text, GO, GO_KEY), () -> text);
            }
        }
    }

    @Test
    void whatIsNotANoteSaysWhatIsWrong() {
        assertRefused("is malformed", "", GO, GO_KEY);
        assertRefused("is malformed", GO_BODY.replace("6476701", "06476701") + GO_SIGNATURE, GO, GO_KEY);
        assertRefused("is malformed", GO_BODY.replace("6476701", "-1") + GO_SIGNATURE, GO, GO_KEY);
        assertRefused("is malformed", GO_BODY.replace("6476701", "9".repeat(19)) + GO_SIGNATURE, GO, GO_KEY);
        assertRefused("is malformed", GO_BODY.replace("\n\n", "\n") + GO_SIGNATURE, GO, GO_KEY);
        assertRefused("is cut off", GO_BODY + GO_SIGNATURE.strip(), GO, GO_KEY);
        assertRefused("a line that is no signature", GO_BODY + GO_SIGNATURE + "and more\n", GO, GO_KEY);
        assertRefused("a line that is no signature", GO_BODY + GO_SIGNATURE + "\n", GO, GO_KEY);
        assertRefused("is cut off", GO_BODY, GO, GO_KEY);
        assertRefused("base64", GO_BODY + GO_SIGNATURE.replace("oAw=", "oAx="), GO, GO_KEY);
        assertRefused("not signed by sum.golang.com", GO_BODY + GO_SIGNATURE, "sum.golang.com", GO_KEY);
        assertRefused("has 31 bytes", GO_BODY + GO_SIGNATURE, GO, Arrays.copyOf(GO_KEY, 31));
    }

    @Test
    void ourNotesAreOpenedWithOurKeyAlone() {
        Digest root = Digest.of(new byte[] {1});
        Checkpoint checkpoint = SignedNote.sign("our-log", 7, root, signer);
        assertEquals(checkpoint, SignedNote.open(checkpoint.note(), "our-key", signer.publicKey()));
        Ed25519Signer namesake = Ed25519Signer.generate("our-key");
        assertRefused("is not signed by our-key", checkpoint.note(), "our-key", namesake.publicKey());
        Checkpoint forged = SignedNote.sign("our-log", 7, root, namesake);
        assertRefused("is not signed by our-key", forged.note(), "our-key", signer.publicKey());
    }

    /** RFC 8032, section 7.1, test 2. */
    @Test
    void signsAsRfc8032Says() {
        byte[] secret = HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] open = HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        Ed25519Signer rfc = Ed25519Signer.of("rfc", pkcs8(secret), open);
        assertArrayEquals(open, rfc.publicKey());
        assertEquals(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                        + "387b2eaeb4302aeeb00d291612bb0c00",
                HexFormat.of().formatHex(rfc.sign(new byte[] {0x72})));
    }

    @Test
    void aKeyThatDoesNotFitIsRefusedAtOnce() {
        KeyPair pair = Ed25519Signer.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        for (byte[] other : List.of(signer.publicKey(), new byte[32], new byte[31], new byte[0])) {
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> Ed25519Signer.of("k", pkcs8, other));
            assertTrue(refused.getMessage().contains("public key of k does not fit"), refused::getMessage);
        }
        InvalidInputException noKey =
                assertThrows(InvalidInputException.class, () -> Ed25519Signer.of("k", new byte[3], new byte[32]));
        assertEquals(
                "The private key of k cannot be read but must be an Ed25519 key in PKCS#8 form.", noKey.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a+b", "a\nb", "a\tb", "a\u0000", "\u00e4", "a\u2028b"})
    void aNameThatWouldBreakANoteIsRefused(String name) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Ed25519Signer.generate(name));
        assertEquals("signer name", refused.field());
        assertTrue(refused.getMessage().contains("without spaces"), refused::getMessage);
        assertFalse(refused.getMessage().chars().anyMatch(c -> c < 0x20 || c > 0x7e), refused::getMessage);
    }

    @Test
    void theKeyIsNotShownAndNotShared() {
        byte[] key = signer.publicKey();
        key[0] ^= 1;
        assertFalse(Arrays.equals(key, signer.publicKey()));
        assertEquals("Ed25519Signer our-key", signer.toString());
    }

    private static byte[] pkcs8(byte[] secret) {
        byte[] prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] key = Arrays.copyOf(prefix, prefix.length + secret.length);
        System.arraycopy(secret, 0, key, prefix.length, secret.length);
        return key;
    }

    private static void assertRefused(String why, String note, String name, byte[] key) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> SignedNote.open(note, name, key));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
        assertTrue(refused.getMessage().contains("but must be"), refused::getMessage);
    }
}
