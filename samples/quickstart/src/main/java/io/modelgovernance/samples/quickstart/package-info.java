/** The examples of README.md and docs/, one class a page; the tests hold pages and classes together and run them. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.quickstart;
