/** The main sample: one credit model, governed from target to production and back. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.credit;
