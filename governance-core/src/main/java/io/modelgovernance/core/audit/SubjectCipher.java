package io.modelgovernance.core.audit;

import io.modelgovernance.audit.Opening;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts salt and data with AES-256 in Galois counter mode, bound to the subject: nonce, then ciphertext and tag. */
final class SubjectCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private SubjectCipher() {}

    static byte[] encrypt(byte[] key, String subject, Opening opening, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] salt = opening.salt();
        byte[] payload = opening.payload();
        byte[] plain = ByteBuffer.allocate(salt.length + payload.length)
                .put(salt)
                .put(payload)
                .array();
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, subject, nonce).doFinal(plain);
            return ByteBuffer.allocate(NONCE + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Empty if it was not encrypted with this key for this subject. */
    static Optional<Opening> decrypt(byte[] key, String subject, byte[] encrypted) {
        if (encrypted.length < NONCE + Opening.SALT + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(encrypted, NONCE);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, subject, nonce)
                    .doFinal(encrypted, NONCE, encrypted.length - NONCE);
            return Optional.of(new Opening(
                    Arrays.copyOf(plain, Opening.SALT), Arrays.copyOfRange(plain, Opening.SALT, plain.length)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, String subject, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(subject.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
