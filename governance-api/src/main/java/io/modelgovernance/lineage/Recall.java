package io.modelgovernance.lineage;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * What became of data that turned out to be bad: the versions made from it, where they are at work, how often they
 * decided.
 *
 * @param id the recall, empty for a preview that is not on record
 * @param node the bad node
 * @param reason what is wrong with it, empty for a preview
 * @param by who recalled it, empty for a preview
 * @param at when
 * @param response what was done about the models
 * @param affected the versions made from it, by model and number
 * @param suspended models stopped by this recall, sorted
 */
public record Recall(
        String id,
        Node node,
        String reason,
        String by,
        Instant at,
        Response response,
        List<Affected> affected,
        List<String> suspended) {

    /** What to do about the models that are at work with an affected version. */
    public enum Response {
        /** Report them. */
        REPORT,
        /** Stop them in the same act. */
        SUSPEND
    }

    /**
     * An affected version.
     *
     * @param version the version
     * @param path a shortest way from the bad node to it, both included
     * @param aliases aliases that point to it, sorted
     * @param environments where it is deployed, sorted
     * @param decisions how many decisions of it were stored
     */
    public record Affected(
            VersionId version, List<Node> path, List<String> aliases, List<String> environments, long decisions) {
        /** Copies the lists. */
        public Affected {
            path = List.copyOf(path);
            aliases = List.copyOf(aliases);
            environments = List.copyOf(environments);
        }

        /**
         * Whether something reaches it.
         *
         * @return true if an alias points to it or it is deployed
         */
        public boolean live() {
            return !aliases.isEmpty() || !environments.isEmpty();
        }
    }

    /** Copies the lists. */
    public Recall {
        affected = List.copyOf(affected);
        suspended = List.copyOf(suspended);
    }

    /**
     * How many decisions the affected versions made.
     *
     * @return those stored when the recall was made
     */
    public long decisions() {
        return affected.stream().mapToLong(Affected::decisions).sum();
    }
}
