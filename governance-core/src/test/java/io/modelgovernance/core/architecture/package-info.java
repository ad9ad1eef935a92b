/** What a module may touch, held by the byte code of all of them. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.architecture;
