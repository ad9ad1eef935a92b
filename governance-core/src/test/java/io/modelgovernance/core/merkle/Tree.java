package io.modelgovernance.core.merkle;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.InclusionProof;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tree held as the log holds it: each leaf with the hashes it completed. */
final class Tree implements Merkle.Nodes {
    private final Map<List<Long>, byte[]> nodes = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Digest> roots = new ArrayList<>(List.of(Merkle.root(new byte[0])));
    private byte[] state = new byte[0];

    static Tree of(List<byte[]> entries) {
        Tree tree = new Tree();
        entries.forEach(tree::add);
        return tree;
    }

    /** A tree of {@code size} entries that no other seed has. */
    static Tree random(long seed, int size) {
        Tree tree = new Tree();
        for (int i = 0; i < size; i++) {
            tree.add(ByteBuffer.allocate(12).putLong(seed).putInt(i).array());
        }
        return tree;
    }

    private void add(byte[] entry) {
        Merkle.Appended appended = Merkle.append(entries.size(), state, Merkle.leaf(entry));
        for (int level = 0; level < appended.nodes().length / Merkle.HASH; level++) {
            nodes.put(
                    List.of((long) level, (long) entries.size() >> level),
                    java.util.Arrays.copyOfRange(appended.nodes(), level * Merkle.HASH, (level + 1) * Merkle.HASH));
        }
        entries.add(entry);
        state = appended.state();
        roots.add(Merkle.root(state));
    }

    @Override
    public byte[] node(int level, long index) {
        return Objects.requireNonNull(nodes.get(List.of((long) level, index)), () -> "no node " + level + "/" + index);
    }

    List<byte[]> entries() {
        return entries;
    }

    Digest root(int size) {
        return roots.get(size);
    }

    InclusionProof inclusion(long position, long size) {
        return new InclusionProof(
                position, size, Digest.ofRaw(node(0, position - 1)), Merkle.path(position - 1, size, this));
    }

    ConsistencyProof growth(long from, long to) {
        return new ConsistencyProof(from, to, Merkle.growth(from, to, this));
    }
}
