package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.VerifierKey;
import java.util.List;

/**
 * What a log says about itself in an entry: a signed note whose first line is the log's name and what it is about, so
 * that it is valid in no other log and for nothing else.
 */
final class LogStatement {
    /** The name of the detail that holds the note. */
    static final String DETAIL = "note";

    private static final String WHAT = "statement of the log";

    private LogStatement() {}

    static String rotation(String origin, long after, VerifierKey from, VerifierKey to) {
        return origin + "/key-rotation\n" + after + "\n" + from + "\n" + to + "\n";
    }

    static String revocation(String origin, long after, VerifierKey revoked) {
        return origin + "/key-revocation\n" + after + "\n" + revoked + "\n";
    }

    static String discontinuity(String origin, long size, Digest root, Checkpoint lost) {
        return origin + "/discontinuity\n" + size + "\n" + root.hex() + "\n" + lost.size() + "\n"
                + lost.root().hex() + "\n";
    }

    /** The lines of a statement after its first, which must be the one expected. */
    static List<String> lines(String origin, String about, Note note, int count) {
        List<String> lines = List.of(note.body().split("\n", -1));
        if (lines.size() != count + 2 || !lines.get(0).equals(origin + "/" + about)) {
            throw InvalidInputException.of(WHAT, "is malformed", count + " lines after " + origin + "/" + about);
        }
        return lines.subList(1, count + 1);
    }

    static long size(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw InvalidInputException.of(WHAT, "has an odd size", "a number of entries");
        }
        return Long.parseLong(text);
    }

    static Note parse(String text) {
        return Note.parse(WHAT, text);
    }
}
