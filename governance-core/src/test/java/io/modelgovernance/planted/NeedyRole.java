package io.modelgovernance.planted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Breaks a law on purpose: a role of the API that shows a type of Jackson. */
public interface NeedyRole {
    /** Hidden in a type argument, where a look at raw types would miss it. */
    List<JsonNode> nodes();
}
