/** Contract suites for storage backends: extend one, give it a fixture, and every test of the contract runs. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.tck;
