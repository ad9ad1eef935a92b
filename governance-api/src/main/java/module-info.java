/**
 * What an application calls, the values it holds, and what a storage backend is.
 *
 * <p>The module needs nothing but the JDK; JSpecify's annotations are read by compilers and tools and need not be there
 * at run time.
 */
module io.modelgovernance.api {
    requires static org.jspecify;

    exports io.modelgovernance;
    exports io.modelgovernance.model;
    exports io.modelgovernance.registry;
    exports io.modelgovernance.inventory;
    exports io.modelgovernance.lineage;
    exports io.modelgovernance.risk;
    exports io.modelgovernance.policy;
    exports io.modelgovernance.explain;
    exports io.modelgovernance.drift;
    exports io.modelgovernance.monitoring;
    exports io.modelgovernance.serving;
    exports io.modelgovernance.rollout;
    exports io.modelgovernance.review;
    exports io.modelgovernance.audit;
    exports io.modelgovernance.spi;
}
