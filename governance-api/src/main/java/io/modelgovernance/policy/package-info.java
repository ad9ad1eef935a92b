/** May it: gates that read stored evidence and answer passed, failed or not evidenced. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.policy;
