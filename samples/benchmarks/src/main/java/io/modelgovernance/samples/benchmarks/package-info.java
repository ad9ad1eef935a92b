/** What the library costs, each beside what one would write by hand. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.benchmarks;
