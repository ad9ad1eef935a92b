package io.modelgovernance.core.serving;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.Observation;
import java.nio.charset.StandardCharsets;

/**
 * Which version a stored decision is by. The canonical form has its members in order, and the version's is the last one,
 * so that its end tells; a body of another form is read in full.
 */
final class DecidedBy {
    private static final String MEMBER = ",\"version\":\"";
    private static final int TAIL = 160;

    private DecidedBy() {}

    static String version(Observation stored) {
        byte[] body = stored.body();
        int from = Math.max(0, body.length - TAIL);
        String tail = new String(body, from, body.length - from, StandardCharsets.ISO_8859_1);
        int begin = tail.lastIndexOf(MEMBER) + MEMBER.length();
        int end = tail.indexOf('"', begin);
        return begin >= MEMBER.length() && end == tail.length() - 2 && tail.endsWith("}")
                ? tail.substring(begin, end)
                : read(stored).version().toString();
    }

    static DecisionRecord read(Observation stored) {
        return RecordCodec.read(DecisionRecord.class, stored.body());
    }
}
