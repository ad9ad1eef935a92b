/** Random histories, played on every backend and on a plain model beside. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.it;
