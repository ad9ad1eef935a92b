package io.modelgovernance.core.merkle;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.InclusionProof;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Checks proofs against roots, as in RFC 9162 sections 2.1.3.2 and 2.1.4.2. Needs no log. Stateless, thread-safe. */
public final class Proofs {
    private Proofs() {}

    /**
     * Whether an entry is in the log with a root.
     *
     * @param proof the proof
     * @param root the root of the log at the proof's size
     * @return true if so
     */
    public static boolean holds(InclusionProof proof, Digest root) {
        long node = proof.position() - 1;
        long last = proof.size() - 1;
        if (node < 0 || node > last) {
            return false;
        }
        byte[] hash = proof.leaf().toBytes();
        for (Digest sibling : proof.path()) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Merkle.parent(sibling.toBytes(), hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Merkle.parent(hash, sibling.toBytes());
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root.toBytes());
    }

    /**
     * Whether the log with one root begins with the log with another.
     *
     * @param proof the proof
     * @param smaller root at {@code proof.from()}
     * @param greater root at {@code proof.to()}
     * @return true if so
     */
    public static boolean holds(ConsistencyProof proof, Digest smaller, Digest greater) {
        long from = proof.from();
        long to = proof.to();
        if (from < 1 || from > to) {
            return false;
        }
        if (from == to) {
            return proof.path().isEmpty() && smaller.equals(greater);
        }
        List<Digest> path = proof.path();
        Iterator<Digest> hashes = path.iterator();
        boolean perfect = Long.bitCount(from) == 1;
        if (!perfect && !hashes.hasNext()) {
            return false;
        }
        byte[] first = (perfect ? smaller : hashes.next()).toBytes();
        byte[] second = first;
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        while (hashes.hasNext()) {
            byte[] sibling = hashes.next().toBytes();
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = Merkle.parent(sibling, first);
                second = Merkle.parent(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                second = Merkle.parent(second, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(first, smaller.toBytes()) && Arrays.equals(second, greater.toBytes());
    }
}
