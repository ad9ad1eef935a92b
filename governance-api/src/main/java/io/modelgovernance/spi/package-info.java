/** What a storage backend is. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.spi;
