/** The catalogue's filter language: read once, tested against listings, its indexed part handed to the store. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.filter;
