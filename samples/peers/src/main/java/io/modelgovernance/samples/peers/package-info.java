/** Our explainers beside those of other libraries, on the same model and rows in the same run. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.peers;
