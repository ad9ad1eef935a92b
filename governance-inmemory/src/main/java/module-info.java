/** Storage in memory, and the doubles that tests of an application need. */
module io.modelgovernance.inmemory {
    requires transitive io.modelgovernance.api;
    requires static org.jspecify;

    exports io.modelgovernance.inmemory;
}
