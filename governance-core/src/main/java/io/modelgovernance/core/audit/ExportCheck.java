package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.merkle.Merkle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check of exported entries against their checkpoint.
 *
 * <p>Two trees are grown, one from the entries and one from the listed hashes. If the first is not the signed one but
 * the second is, the list is authentic, and the first entry that differs from it is the one that was changed.
 */
final class ExportCheck {
    private static final String ENTRIES = LogFiles.ENTRIES;
    private static final String LEAVES = LogFiles.LEAVES;

    private final Checkpoint signed;
    private final Optional<Checkpoint> kept;
    private final Side entries = new Side();
    private final Side leaves = new Side();
    private Digest rootAtKept = Merkle.root(new byte[0]);
    private long odd;

    ExportCheck(Checkpoint signed, Optional<Checkpoint> kept) {
        this.signed = signed;
        this.kept = kept;
    }

    void run(InputStream entryLines, InputStream leafLines) throws IOException {
        while (true) {
            byte[] entry = line(entryLines, ENTRIES, entries.size);
            byte[] leaf = line(leafLines, LEAVES, leaves.size);
            if (entry == null && leaf == null) {
                break;
            }
            byte @Nullable [] hash = entry == null ? null : Merkle.leaf(entry);
            byte @Nullable [] listed = leaf == null ? null : hash(leaf);
            if (odd == 0 && !Arrays.equals(hash, listed)) {
                odd = Math.max(entries.size, leaves.size) + 1;
            }
            entries.add(hash);
            leaves.add(listed);
            if (entry != null) {
                kept.filter(checkpoint -> checkpoint.size() == entries.size)
                        .ifPresent(checkpoint -> rootAtKept = entries.root());
            }
        }
        requireSigned();
        kept.ifPresent(this::requireContinued);
    }

    private void requireSigned() {
        boolean entriesSigned = entries.is(signed);
        boolean leavesSigned = leaves.is(signed);
        if (entriesSigned && !leavesSigned) {
            throw InvalidInputException.of(
                    LEAVES, "has another line " + odd, "the hashes of the entries, which are intact");
        }
        if (leavesSigned && !entriesSigned) {
            throw InvalidInputException.of(
                    "entry " + odd + " of " + ENTRIES,
                    odd > entries.size ? "is missing" : "is not the one that was signed",
                    odd > signed.size() ? "absent" : "the one with the hash in line " + odd + " of " + LEAVES);
        }
        if (!entriesSigned) {
            throw InvalidInputException.of(
                    ENTRIES,
                    "has " + entries.size + " entries with root " + entries.root(),
                    signed.size() + " entries with root " + signed.root() + " as signed");
        }
    }

    private void requireContinued(Checkpoint earlier) {
        if (earlier.size() > entries.size) {
            throw InvalidInputException.of(
                    ENTRIES,
                    "has " + entries.size + " entries",
                    "at least the " + earlier.size() + " of the kept checkpoint; the log was cut or rolled back");
        }
        if (!rootAtKept.equals(earlier.root())) {
            throw InvalidInputException.of(
                    "first " + earlier.size() + " entries of " + ENTRIES,
                    "have the root " + rootAtKept,
                    "those of the kept checkpoint, with root " + earlier.root() + "; the log was rewritten");
        }
    }

    /** A line that is no hash counts as a wrong one. */
    private static byte[] hash(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return text.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(text) : new byte[Merkle.HASH];
    }

    private static byte @Nullable [] line(InputStream in, String file, long before) throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (; b != '\n'; b = in.read()) {
            if (b < 0) {
                throw InvalidInputException.of(
                        "line " + (before + 1) + " of " + file, "is cut off", "ended by a line end");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /** A tree in the making. */
    private static final class Side {
        private byte[] state = new byte[0];
        private long size;

        void add(byte @Nullable [] leaf) {
            if (leaf != null) {
                state = Merkle.append(size++, state, leaf).state();
            }
        }

        Digest root() {
            return Merkle.root(state);
        }

        boolean is(Checkpoint checkpoint) {
            return size == checkpoint.size() && root().equals(checkpoint.root());
        }
    }
}
