@org.jspecify.annotations.NullMarked
package io.modelgovernance.micrometer;
