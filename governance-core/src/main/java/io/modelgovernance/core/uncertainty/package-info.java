/** How sure a single prediction is: conformal intervals and sets, and whether they keep their promise. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.uncertainty;
