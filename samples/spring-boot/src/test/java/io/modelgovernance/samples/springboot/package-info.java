@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.springboot;
