package io.modelgovernance.core.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.InclusionProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for every tree: true proofs are accepted, all others refused. */
class ProofLawsTest {
    /** The definition of RFC 6962, section 2.1, word for word. */
    private static byte[] defined(List<byte[]> entries) {
        int n = entries.size();
        if (n == 1) {
            return Merkle.leaf(entries.get(0));
        }
        int k = Integer.highestOneBit(n - 1);
        return Merkle.parent(defined(entries.subList(0, k)), defined(entries.subList(k, n)));
    }

    @Property(tries = 40)
    void theGrownRootIsTheRecomputedRoot(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
        Tree tree = Tree.random(seed, size);
        Digest defined = Digest.ofRaw(defined(tree.entries()));
        assertEquals(defined, tree.root(size));
        assertEquals(defined, Merkle.rootOf(tree.entries()));
        assertEquals(defined, Merkle.root(size, tree));
    }

    @Property(tries = 20)
    void everyProofOfATreeHolds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
        Tree tree = Tree.random(seed, size);
        for (int i = 1; i <= size; i++) {
            assertTrue(Proofs.holds(tree.inclusion(i, size), tree.root(size)));
            assertTrue(Proofs.holds(tree.growth(i, size), tree.root(i), tree.root(size)));
        }
    }

    /** In small trees all of them: a proof holds for its own leaf, place and size and for no other. */
    @Test
    void aProofHoldsForItsOwnPlaceAlone() {
        int most = 17;
        Tree tree = Tree.random(1, most);
        for (int size = 1; size <= most; size++) {
            for (int position = 1; position <= size; position++) {
                InclusionProof proof = tree.inclusion(position, size);
                for (int otherSize = 1; otherSize <= most; otherSize++) {
                    for (int other = 1; other <= otherSize; other++) {
                        // A claim with the same leaf and path but another place: true only where it is the same claim.
                        InclusionProof claim = new InclusionProof(other, otherSize, proof.leaf(), proof.path());
                        boolean same = other == position && otherSize == size;
                        assertEquals(same, Proofs.holds(claim, tree.root(otherSize)), claim::toString);
                    }
                }
            }
        }
    }

    @Property(tries = 300)
    void noChangedInclusionProofHolds(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int size) {
        Random random = new Random(seed);
        Tree tree = Tree.random(seed, size);
        InclusionProof proof = tree.inclusion(1 + random.nextInt(size), size);
        Digest root = tree.root(size);
        for (List<Digest> path : changed(proof.path(), random)) {
            assertFalse(Proofs.holds(new InclusionProof(proof.position(), size, proof.leaf(), path), root));
        }
        Digest leaf = flipped(proof.leaf(), random);
        assertFalse(Proofs.holds(new InclusionProof(proof.position(), size, leaf, proof.path()), root));
        assertFalse(Proofs.holds(proof, flipped(root, random)));
        int other = 1 + random.nextInt(size);
        assertEquals(
                other == proof.position(),
                Proofs.holds(new InclusionProof(other, size, proof.leaf(), proof.path()), root));
    }

    @Property(tries = 300)
    void noChangedConsistencyProofHolds(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int to) {
        Random random = new Random(seed);
        int from = 1 + random.nextInt(to - 1);
        Tree tree = Tree.random(seed, to);
        ConsistencyProof proof = tree.growth(from, to);
        Digest smaller = tree.root(from);
        Digest greater = tree.root(to);
        for (List<Digest> path : changed(proof.path(), random)) {
            assertFalse(Proofs.holds(new ConsistencyProof(from, to, path), smaller, greater), path::toString);
        }
        assertFalse(Proofs.holds(proof, flipped(smaller, random), greater));
        assertFalse(Proofs.holds(proof, smaller, flipped(greater, random)));
        int other = 1 + random.nextInt(to);
        if (other != from) {
            assertFalse(Proofs.holds(proof, tree.root(other), greater));
            assertFalse(Proofs.holds(new ConsistencyProof(other, to, proof.path()), tree.root(other), greater));
        }
    }

    @Property(tries = 100)
    void aForkIsNotAGrownLog(@ForAll long seed, @ForAll @IntRange(min = 2, max = 100) int to) {
        Random random = new Random(seed);
        int from = 1 + random.nextInt(to - 1);
        Tree tree = Tree.random(seed, to);
        List<byte[]> forked = new ArrayList<>(tree.entries());
        forked.set(random.nextInt(from), new byte[] {1});
        Tree fork = Tree.of(forked);
        assertFalse(Proofs.holds(fork.growth(from, to), tree.root(from), fork.root(to)));
        assertFalse(Proofs.holds(tree.growth(from, to), tree.root(from), fork.root(to)));
    }

    /** Each kind of damage to a path: one bit, one less, one more, two swapped. */
    private static List<List<Digest>> changed(List<Digest> path, Random random) {
        List<List<Digest>> all = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<Digest> bit = new ArrayList<>(path);
            bit.set(i, flipped(path.get(i), random));
            all.add(bit);
            List<Digest> less = new ArrayList<>(path);
            less.remove(i);
            all.add(less);
            List<Digest> twice = new ArrayList<>(path);
            twice.add(i, path.get(i));
            all.add(twice);
            if (i > 0) {
                List<Digest> swapped = new ArrayList<>(path);
                swapped.set(i, swapped.set(i - 1, path.get(i)));
                all.add(swapped);
            }
        }
        List<Digest> more = new ArrayList<>(path);
        more.add(Digest.of(new byte[] {(byte) random.nextInt()}));
        all.add(more);
        return all;
    }

    private static Digest flipped(Digest digest, Random random) {
        byte[] bytes = digest.toBytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Digest.ofRaw(bytes);
    }
}
