package io.modelgovernance.core.fairness;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.Map;

/**
 * Where it is known who belongs to which group. Decisions are made without it; they are joined later, by a key, and only
 * counts of groups leave: no key, and no group's count below the floor. Immutable and thread-safe.
 */
public final class GroupVault {
    private final Map<String, Byte> groups;
    private final int count;
    private final long floor;

    private GroupVault(Map<String, Byte> groups, int count, long floor) {
        this.groups = groups;
        this.count = count;
        this.floor = floor;
    }

    /**
     * What leaves.
     *
     * @param counts counts by group; groups below the floor are left empty
     * @param hidden how many groups that were
     * @param unmatched decisions whose key is not known
     */
    public record Joined(GroupCounts counts, int hidden, long unmatched) {}

    /** Told of each use before anything leaves; if it throws, nothing does. */
    @FunctionalInterface
    public interface Witness {
        /**
         * Records a use, such as with {@code governance.monitors().groupUses()}.
         *
         * @param cases decisions that are joined
         * @param groups groups whose counts leave
         * @param hidden groups that are too small to be told of
         * @param unmatched decisions whose key is not known
         */
        void used(long cases, int groups, int hidden, long unmatched);
    }

    /**
     * Keeps who belongs to which group.
     *
     * @param groups code of the group of each key, 0 to below {@code count}
     * @param count number of groups, 1 to 127
     * @param floor least number of cases of a group that is told of, at least 2
     * @return the vault
     * @throws InvalidInputException if a number is out of range
     */
    public static GroupVault of(Map<String, Byte> groups, int count, long floor) {
        if (count < 1 || count > Byte.MAX_VALUE || floor < 2) {
            throw InvalidInputException.of(
                    "groups and floor", "are " + count + " and " + floor, "1 to 127, and at least 2");
        }
        for (byte code : groups.values()) {
            if (code < 0 || code >= count) {
                throw InvalidInputException.of("code of a group", "is " + code, "0 to " + (count - 1));
            }
        }
        return new GroupVault(Map.copyOf(groups), count, floor);
    }

    /**
     * Joins decisions, once the use is on record.
     *
     * @param witness records it
     * @param keys key of each decision; not modified
     * @param selected 1 for a favourable decision, else 0; not modified
     * @param positive 1, 0, or {@link GroupCounts#UNKNOWN}; not modified
     * @return counts of groups at or above the floor
     * @throws InvalidInputException if the lengths differ or a code is out of range
     */
    public Joined join(Witness witness, String[] keys, byte[] selected, byte[] positive) {
        if (keys.length != selected.length || keys.length != positive.length) {
            throw InvalidInputException.of(
                    "keys, selected and positive",
                    "number " + keys.length + ", " + selected.length + " and " + positive.length,
                    "one each for every decision");
        }
        byte[] group = new byte[keys.length];
        long[] cases = new long[count];
        for (int i = 0; i < keys.length; i++) {
            Byte code = groups.get(keys[i]);
            group[i] = code == null ? -1 : code;
            if (code != null) {
                cases[code]++;
            }
        }
        int told = 0;
        long unmatched = 0;
        byte[] shownGroup = new byte[keys.length];
        byte[] shownSelected = new byte[keys.length];
        byte[] shownPositive = new byte[keys.length];
        for (int i = 0; i < keys.length; i++) {
            if (group[i] < 0) {
                unmatched++;
            } else if (cases[group[i]] >= floor) {
                shownGroup[told] = group[i];
                shownSelected[told] = selected[i];
                shownPositive[told++] = positive[i];
            }
        }
        GroupCounts counts = GroupCounts.of(
                Arrays.copyOf(shownGroup, told),
                count,
                Arrays.copyOf(shownSelected, told),
                Arrays.copyOf(shownPositive, told));
        int hidden = (int) Arrays.stream(cases).filter(n -> n > 0 && n < floor).count();
        int shown = (int) Arrays.stream(cases).filter(n -> n >= floor).count();
        witness.used(keys.length, shown, hidden, unmatched);
        return new Joined(counts, hidden, unmatched);
    }

    @Override
    public String toString() {
        return "vault of " + count + " groups";
    }
}
