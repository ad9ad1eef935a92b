package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.core.merkle.TreeHasher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One check of exported entries against their checkpoint.
 *
 * <p>A tree is grown from the entries; from the first listed hash that is not theirs on, a second one from the list. If
 * the first is not the signed one but the second is, the list is authentic, and the entry at which they part is the one
 * that was changed. Constant memory. Used by one thread.
 */
final class ExportCheck {
    private static final String ENTRIES = LogFiles.ENTRIES;
    private static final String LEAVES = LogFiles.LEAVES;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Checkpoint signed;
    private final LogHistory history = new LogHistory();
    private final NavigableMap<Long, Digest> rootAt = new TreeMap<>();
    private final TreeHasher entries = new TreeHasher();
    private @Nullable TreeHasher leaves;
    private long wanted;
    private long odd;

    /**
     * A check.
     *
     * @param signed the checkpoint of the export, its signature checked elsewhere
     * @param sizes sizes whose roots will be asked for
     */
    ExportCheck(Checkpoint signed, Collection<Long> sizes) {
        this.signed = signed;
        sizes.forEach(size -> rootAt.put(size, Merkle.root(new byte[0])));
        this.wanted = next(0);
    }

    private long next(long after) {
        Long next = rootAt.higherKey(after);
        return next == null ? -1 : next;
    }

    /** Reads both files to their ends. */
    void read(InputStream entryLines, InputStream leafLines) throws IOException {
        Lines entry = new Lines(entryLines, ENTRIES);
        Lines leaf = new Lines(leafLines, LEAVES);
        while (true) {
            boolean entryThere = entry.next();
            boolean leafThere = leaf.next();
            if (!entryThere && !leafThere) {
                return;
            }
            byte[] hash = entryThere ? entries.leaf(entry.buffer(), entry.from(), entry.to()) : new byte[0];
            if (leaves == null && !(entryThere && leafThere && isHex(hash, leaf))) {
                odd = entries.size() + 1;
                leaves = entries.copy();
            }
            if (leaves != null && leafThere) {
                leaves.append(parsed(leaf));
            }
            if (entryThere) {
                add(hash, entry);
            }
        }
    }

    private void add(byte[] hash, Lines entry) {
        entries.append(hash);
        history.note(entry, entries.size());
        if (entries.size() == wanted) {
            rootAt.put(wanted, entries.root());
            wanted = next(wanted);
        }
    }

    /** If one of the files is what was signed and the other is not, says where. */
    void requireAgreement() {
        boolean entriesSigned = is(entries);
        boolean leavesSigned = is(listed());
        if (entriesSigned && !leavesSigned) {
            throw InvalidInputException.of(
                    LEAVES, "has another line " + odd, "the hashes of the entries, which are intact");
        }
        if (leavesSigned && !entriesSigned) {
            throw InvalidInputException.of(
                    "entry " + odd + " of " + ENTRIES,
                    odd > entries.size() ? "is missing" : "is not the one that was signed",
                    odd > signed.size() ? "absent" : "the one with the hash in line " + odd + " of " + LEAVES);
        }
    }

    /** Both files are what was signed. */
    void requireSigned() {
        requireAgreement();
        if (!is(entries)) {
            throw InvalidInputException.of(
                    ENTRIES,
                    "has " + entries.size() + " entries with root " + entries.root(),
                    signed.size() + " entries with root " + signed.root() + " as signed");
        }
    }

    /** The entries begin with those of an earlier checkpoint, one of the sizes given. */
    void requireContinued(Checkpoint earlier) {
        if (earlier.size() > entries.size()) {
            throw InvalidInputException.of(
                    ENTRIES,
                    "has " + entries.size() + " entries",
                    "at least the " + earlier.size() + " of the kept checkpoint; the log was cut or rolled back");
        }
        Digest root = rootAt.getOrDefault(earlier.size(), Merkle.root(new byte[0]));
        if (!earlier.root().equals(root)) {
            throw InvalidInputException.of(
                    "first " + earlier.size() + " entries of " + ENTRIES,
                    "have the root " + root,
                    "those of the kept checkpoint, with root " + earlier.root() + "; the log was rewritten");
        }
    }

    /** Whether the entries begin with those of an earlier checkpoint. */
    boolean continues(Checkpoint earlier) {
        return earlier.size() <= entries.size()
                && earlier.root().equals(rootAt.getOrDefault(earlier.size(), signed.root()));
    }

    LogHistory history() {
        return history;
    }

    private TreeHasher listed() {
        TreeHasher own = leaves;
        return own == null ? entries : own;
    }

    private boolean is(TreeHasher tree) {
        return tree.size() == signed.size() && tree.root().equals(signed.root());
    }

    /** Whether a line is the hash in lower-case hexadecimal. */
    private static boolean isHex(byte[] hash, Lines line) {
        if (line.to() - line.from() != 2 * Merkle.HASH) {
            return false;
        }
        byte[] text = line.buffer();
        int odd = 0;
        for (int i = 0, at = line.from(); i < Merkle.HASH; i++, at += 2) {
            odd |= text[at] ^ HEX[(hash[i] >> 4) & 15];
            odd |= text[at + 1] ^ HEX[hash[i] & 15];
        }
        return odd == 0;
    }

    /** A line that is no hash counts as a wrong one. */
    private static byte[] parsed(Lines line) {
        String text = new String(line.copy(), StandardCharsets.ISO_8859_1);
        return text.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(text) : new byte[Merkle.HASH];
    }
}
