package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Signer;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * Signs with an Ed25519 key held in this process. Banks keep the key elsewhere and implement {@link Signer} over it.
 * Thread-safe; {@code toString} shows the name alone.
 */
public final class Ed25519Signer implements Signer {
    private static final byte[] X509_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private final String name;
    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private Ed25519Signer(String name, PrivateKey privateKey, byte[] publicKey) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '+')) {
            throw InvalidInputException.of(
                    "signer name",
                    "reads " + Names.printable(name),
                    "printable ASCII without spaces, line ends and plus signs");
        }
        this.name = name;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * A signer with a fresh key.
     *
     * @param name the key's name
     * @return the signer
     */
    public static Ed25519Signer generate(String name) {
        return of(name, generateKeyPair());
    }

    /**
     * A fresh key pair, to be stored by the application.
     *
     * @return the pair
     */
    public static KeyPair generateKeyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", e);
        }
    }

    /**
     * A signer with a key pair.
     *
     * @param name the key's name
     * @param pair an Ed25519 key pair
     * @return the signer
     */
    public static Ed25519Signer of(String name, KeyPair pair) {
        byte[] x509 = pair.getPublic().getEncoded();
        return new Ed25519Signer(name, pair.getPrivate(), Arrays.copyOfRange(x509, x509.length - 32, x509.length));
    }

    /**
     * A signer with a stored key.
     *
     * @param name the key's name
     * @param pkcs8 the private key in PKCS#8 form
     * @param publicKey the raw public key, 32 bytes
     * @return the signer
     * @throws InvalidInputException if the key cannot be read, or the public key is not that of the private one
     */
    public static Ed25519Signer of(String name, byte[] pkcs8, byte[] publicKey) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Ed25519Signer signer = new Ed25519Signer(name, key, publicKey.clone());
            requirePair(signer);
            return signer;
        } catch (GeneralSecurityException e) {
            throw InvalidInputException.of("private key of " + name, "cannot be read", "an Ed25519 key in PKCS#8 form");
        }
    }

    /** A signature that nobody can check would be found out too late: on the day it is needed. */
    private static void requirePair(Ed25519Signer signer) {
        try {
            Checkpoint test = SignedNote.sign("key test", 0, Digest.of(new byte[0]), signer);
            SignedNote.open(test.note(), signer.name, signer.publicKey);
        } catch (InvalidInputException e) {
            throw InvalidInputException.of(
                    "public key of " + signer.name,
                    "does not fit the private key",
                    "the 32 bytes of the other half of the pair");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key of " + name + " must be usable", e);
        }
    }

    /**
     * Checks a signature.
     *
     * @param publicKey the raw public key, 32 bytes
     * @param message what was signed
     * @param signature the signature
     * @return whether it is that key's signature of the message; false too for ill-formed keys and signatures
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            ByteArrayOutputStream x509 = new ByteArrayOutputStream();
            x509.writeBytes(X509_PREFIX);
            x509.writeBytes(publicKey);
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509.toByteArray())));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Ed25519Signer " + name;
    }
}
