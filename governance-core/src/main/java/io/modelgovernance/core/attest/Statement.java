package io.modelgovernance.core.attest;

import java.util.Map;

/** Words of in-toto statements, version 1. */
final class Statement {
    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    private Statement() {}

    /**
     * Some content.
     *
     * @param name its name
     * @param digest hash algorithm to hex digest
     */
    record Subject(String name, Map<String, String> digest) {}
}
