/** What exists and which version may decide: versions, aliases, lifecycle, requests and votes. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.registry;
