/** Monitors: windows of what a model sees, judged under one false-alarm budget, and the alerts that come of it. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.monitoring;
