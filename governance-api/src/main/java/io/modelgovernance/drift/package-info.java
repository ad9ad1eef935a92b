/** Whether a model still sees what it was trained for: profiles, tests, reports. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.drift;
