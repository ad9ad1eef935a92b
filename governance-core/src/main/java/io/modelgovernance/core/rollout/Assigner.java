package io.modelgovernance.core.rollout;

import io.modelgovernance.Digest;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Assignment;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts subjects into arms by a salted hash: the same subject always lies in the same place, and a greater share takes in
 * more places and gives none back. Says so in records, and reads it from them.
 */
final class Assigner {
    private static final double PLACES = 0x1p53;
    private static final Pattern TEXT =
            Pattern.compile("Roll-out (\\S+): (CHAMPION|CHALLENGER), bucket (\\S+) at share (\\S+)\\.");

    private Assigner() {}

    static Optional<Assignment> assign(Rollout rollout, String subject) {
        double share = rollout.share();
        if (share == 0 || subject.isEmpty()) {
            return Optional.empty();
        }
        double bucket = bucket(rollout.salt(), subject);
        Arm arm = bucket < share ? Arm.CHALLENGER : Arm.CHAMPION;
        return Optional.of(new Assignment(rollout.id(), arm, bucket, share));
    }

    /** The first 53 bits of a SHA-256 as a fraction: at least 0, below 1. */
    static double bucket(String salt, String subject) {
        String hex = Digest.of((salt + " " + subject).getBytes(StandardCharsets.UTF_8))
                .hex();
        return (Long.parseUnsignedLong(hex.substring(0, 16), 16) >>> 11) / PLACES;
    }

    static Cause cause(Assignment assignment) {
        return new Cause(
                Check.ROLLOUT,
                "Roll-out " + assignment.rollout() + ": " + assignment.arm() + ", bucket " + assignment.bucket()
                        + " at share " + assignment.share() + ".");
    }

    /** The champion decides although it is the challenger's case; such a decision is not compared. */
    static Cause inItsStead(Assignment assignment) {
        return new Cause(
                Check.ROLLOUT,
                "Roll-out " + assignment.rollout() + ": the challenger may not decide; the champion does instead.");
    }

    static Optional<Assignment> read(List<Cause> causes) {
        for (Cause cause : causes) {
            Matcher matcher = TEXT.matcher(cause.text());
            if (cause.check() == Check.ROLLOUT && matcher.matches()) {
                return Optional.of(new Assignment(
                        matcher.group(1),
                        Arm.valueOf(matcher.group(2)),
                        Double.parseDouble(matcher.group(3)),
                        Double.parseDouble(matcher.group(4))));
            }
        }
        return Optional.empty();
    }
}
