package io.modelgovernance.audit;

/**
 * Signs checkpoints; the private key stays behind this interface. Thread-safe.
 */
public interface Signer {
    /**
     * The key's name, as it appears in signed notes.
     *
     * @return a name without spaces or plus signs
     */
    String name();

    /**
     * The Ed25519 public key.
     *
     * @return 32 raw bytes
     */
    byte[] publicKey();

    /**
     * Signs.
     *
     * @param message the message
     * @return 64 bytes of Ed25519 signature
     */
    byte[] sign(byte[] message);
}
