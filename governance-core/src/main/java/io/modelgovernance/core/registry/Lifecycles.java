package io.modelgovernance.core.registry;

import io.modelgovernance.Names;
import io.modelgovernance.registry.Lifecycle;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stages in force: one lifecycle for all models but those that have their own.
 *
 * @param common for models without their own
 * @param own by model
 */
public record Lifecycles(Lifecycle common, Map<String, Lifecycle> own) {
    /** Copies. */
    public Lifecycles {
        own = Map.copyOf(own);
    }

    /**
     * One lifecycle for all.
     *
     * @param common the lifecycle
     * @return it alone
     */
    public static Lifecycles of(Lifecycle common) {
        return new Lifecycles(common, Map.of());
    }

    /**
     * Gives a model its own.
     *
     * @param model the model
     * @param lifecycle its stages
     * @return a copy
     */
    public Lifecycles with(String model, Lifecycle lifecycle) {
        Map<String, Lifecycle> more = new TreeMap<>(own);
        more.put(Names.require("model name", model), lifecycle);
        return new Lifecycles(common, more);
    }

    /**
     * The stages of a model.
     *
     * @param model the model
     * @return its lifecycle
     */
    public Lifecycle of(String model) {
        return own.getOrDefault(model, common);
    }
}
