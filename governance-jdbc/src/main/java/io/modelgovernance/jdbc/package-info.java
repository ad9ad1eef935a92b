/** Governance storage in a relational database, over the application's own DataSource. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.jdbc;
