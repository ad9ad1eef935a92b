package io.modelgovernance.core.merkle;

import io.modelgovernance.Digest;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 as pure functions: leaf hashes are SHA-256 of {@code 0x00} and the entry,
 * inner ones of {@code 0x01} and both children.
 *
 * <p>The state of a tree of {@code n} leaves is the hashes of the perfect subtrees that {@code n}'s binary digits name,
 * greatest first: at most 63 hashes, so that appending needs nothing else. Stateless and thread-safe.
 */
public final class Merkle {
    /** Length of a hash in bytes. */
    public static final int HASH = 32;

    private Merkle() {}

    /** Finds the hash of a perfect, aligned subtree. */
    @FunctionalInterface
    public interface Nodes {
        /**
         * The hash of the leaves {@code [index << level, (index + 1) << level)}.
         *
         * @param level height of the subtree, 0 for a leaf
         * @param index its number from the left, from 0
         * @return its hash, 32 bytes
         */
        byte[] node(int level, long index);
    }

    /**
     * What appending a leaf yields.
     *
     * @param nodes the leaf's hash and that of each subtree it completes, lowest first, 32 bytes each
     * @param state the tree's state after it
     */
    public record Appended(byte[] nodes, byte[] state) {}

    /**
     * Hashes an entry as a leaf.
     *
     * @param entry the entry's bytes
     * @return 32 bytes
     */
    public static byte[] leaf(byte[] entry) {
        MessageDigest sha = sha256();
        sha.update((byte) 0);
        return sha.digest(entry);
    }

    /**
     * Hashes two children.
     *
     * @param left 32 bytes
     * @param right 32 bytes
     * @return 32 bytes
     */
    public static byte[] parent(byte[] left, byte[] right) {
        MessageDigest sha = sha256();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    /**
     * Appends a leaf.
     *
     * @param size number of leaves so far
     * @param state the state so far, empty for an empty tree
     * @param leaf the new leaf's hash
     * @return completed hashes and new state
     */
    public static Appended append(long size, byte[] state, byte[] leaf) {
        if (state.length != HASH * Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "The state of a tree of " + size + " leaves must hold " + Long.bitCount(size) + " hashes.");
        }
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        nodes.writeBytes(leaf);
        byte[] hash = leaf;
        int end = state.length;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = parent(Arrays.copyOfRange(state, end - HASH, end), hash);
            end -= HASH;
            nodes.writeBytes(hash);
        }
        byte[] next = Arrays.copyOf(state, end + HASH);
        System.arraycopy(hash, 0, next, end, HASH);
        return new Appended(nodes.toByteArray(), next);
    }

    /**
     * The root of a tree from its state.
     *
     * @param state the state, empty for an empty tree
     * @return the root
     */
    public static Digest root(byte[] state) {
        if (state.length == 0) {
            return Digest.of(new byte[0]);
        }
        byte[] hash = Arrays.copyOfRange(state, state.length - HASH, state.length);
        for (int end = state.length - HASH; end > 0; end -= HASH) {
            hash = parent(Arrays.copyOfRange(state, end - HASH, end), hash);
        }
        return Digest.ofRaw(hash);
    }

    /**
     * The root over some entries.
     *
     * @param entries the entries in order
     * @return the root
     */
    public static Digest rootOf(Iterable<byte[]> entries) {
        byte[] state = new byte[0];
        long size = 0;
        for (byte[] entry : entries) {
            state = append(size++, state, leaf(entry)).state();
        }
        return root(state);
    }

    /**
     * The root of the first leaves of a tree.
     *
     * @param size how many leaves, at least 1
     * @param nodes the tree
     * @return their root
     */
    public static Digest root(long size, Nodes nodes) {
        return Digest.ofRaw(range(0, size, nodes));
    }

    /**
     * The audit path of a leaf (RFC 6962 section 2.1.1).
     *
     * @param index the leaf, from 0
     * @param size size of the tree, greater than {@code index}
     * @param nodes the tree
     * @return sibling hashes from the leaf up
     */
    public static List<Digest> path(long index, long size, Nodes nodes) {
        List<Digest> path = new ArrayList<>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                path.add(0, Digest.ofRaw(range(middle, high, nodes)));
                high = middle;
            } else {
                path.add(0, Digest.ofRaw(range(low, middle, nodes)));
                low = middle;
            }
        }
        return path;
    }

    /**
     * The proof that a tree is the beginning of a greater one (RFC 6962 section 2.1.2).
     *
     * @param from the smaller size, at least 1
     * @param to the greater size, at least {@code from}
     * @param nodes the tree
     * @return the proof, empty if the sizes are equal
     */
    public static List<Digest> growth(long from, long to, Nodes nodes) {
        List<Digest> proof = new ArrayList<>();
        long low = 0;
        long high = to;
        boolean whole = true;
        while (from != high) {
            long middle = low + split(high - low);
            if (from <= middle) {
                proof.add(0, Digest.ofRaw(range(middle, high, nodes)));
                high = middle;
            } else {
                proof.add(0, Digest.ofRaw(range(low, middle, nodes)));
                low = middle;
                whole = false;
            }
        }
        if (!whole) {
            proof.add(0, Digest.ofRaw(range(low, high, nodes)));
        }
        return proof;
    }

    private static byte[] range(long low, long high, Nodes nodes) {
        long n = high - low;
        if (Long.bitCount(n) == 1) {
            int level = Long.numberOfTrailingZeros(n);
            return nodes.node(level, low >> level);
        }
        long middle = low + split(n);
        return parent(range(low, middle, nodes), range(middle, high, nodes));
    }

    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
