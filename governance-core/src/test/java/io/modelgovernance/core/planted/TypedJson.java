package io.modelgovernance.core.planted;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks a law on purpose: lets a document name the class to make. */
public final class TypedJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /** Makes whatever the document names. */
    public Object read(String json) throws java.io.IOException {
        mapper.activateDefaultTyping(mapper.getPolymorphicTypeValidator());
        return mapper.readValue(json, Object.class);
    }
}
