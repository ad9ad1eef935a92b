package io.modelgovernance.core.bundle;

import io.modelgovernance.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a bundle is written: an image whose configuration is a {@link Head}, whose first two layers are lines of JSON, and
 * whose other layers are content by digest.
 */
final class Format {
    static final String KIND = "application/vnd.modelgovernance.history.v1+json";
    static final String HEAD = "application/vnd.modelgovernance.history.head.v1+json";
    static final String ENTRIES = "application/vnd.modelgovernance.history.entries.v1+jsonl";
    static final String RECORDS = "application/vnd.modelgovernance.history.records.v1+jsonl";

    private Format() {}

    /** The name of a model's history in a layout. */
    static String reference(String model) {
        return "history/" + model;
    }

    /**
     * What a bundle is about.
     *
     * @param v version of this form
     * @param model the model
     * @param checkpoint the origin's signed checkpoint
     * @param scopes the scopes of which every record is in the bundle
     */
    record Head(int v, String model, String checkpoint, Set<String> scopes) {
        Head {
            scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
        }
    }

    /**
     * A journal entry.
     *
     * @param position its place in the origin's journal
     * @param entry its bytes in base64
     * @param path its proof of inclusion in the checkpoint
     */
    record EntryLine(long position, String entry, List<Digest> path) {
        EntryLine {
            path = List.copyOf(path);
        }
    }

    /**
     * A body of a record.
     *
     * @param scope the record's scope
     * @param kind its kind
     * @param id its id
     * @param from the entry that wrote it
     * @param body its bytes in base64
     */
    record RecordLine(String scope, String kind, String id, long from, String body) {}
}
