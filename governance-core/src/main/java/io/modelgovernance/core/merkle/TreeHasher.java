package io.modelgovernance.core.merkle;

import io.modelgovernance.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Grows the tree of {@link Merkle} leaf by leaf without making garbage: for those who hash millions of entries.
 *
 * <p>Memory is constant: one hash for each binary digit of the size. Used by one thread.
 */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha;
    private final byte[] stack = new byte[Long.SIZE * Merkle.HASH];
    private final byte[] last = new byte[Merkle.HASH];
    private int depth;
    private long size;

    /** An empty tree. */
    public TreeHasher() {
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Hashes an entry as a leaf; it is not appended yet.
     *
     * @param bytes where the entry lies; not modified
     * @param from its first byte
     * @param to the end after its last byte
     * @return the leaf's hash, 32 bytes that are valid until the next call
     */
    public byte[] leaf(byte[] bytes, int from, int to) {
        sha.update(LEAF);
        sha.update(bytes, from, to - from);
        digest(last, 0);
        return last;
    }

    /**
     * Appends a leaf by its hash.
     *
     * @param leaf 32 bytes, copied
     */
    public void append(byte[] leaf) {
        System.arraycopy(leaf, 0, stack, depth * Merkle.HASH, Merkle.HASH);
        depth++;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            int left = (depth - 2) * Merkle.HASH;
            sha.update(NODE);
            sha.update(stack, left, 2 * Merkle.HASH);
            digest(stack, left);
            depth--;
        }
        size++;
    }

    private void digest(byte[] to, int at) {
        try {
            sha.digest(to, at, Merkle.HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 hash has 32 bytes", e);
        }
    }

    /**
     * How many leaves it has.
     *
     * @return the size
     */
    public long size() {
        return size;
    }

    /**
     * The state, as {@link Merkle#append} wants it.
     *
     * @return a copy
     */
    public byte[] state() {
        return Arrays.copyOf(stack, depth * Merkle.HASH);
    }

    /**
     * The root over the leaves so far.
     *
     * @return the root
     */
    public Digest root() {
        return Merkle.root(state());
    }

    /**
     * A tree that goes on from here by itself.
     *
     * @return a copy
     */
    public TreeHasher copy() {
        TreeHasher copy = new TreeHasher();
        System.arraycopy(stack, 0, copy.stack, 0, depth * Merkle.HASH);
        copy.depth = depth;
        copy.size = size;
        return copy;
    }
}
