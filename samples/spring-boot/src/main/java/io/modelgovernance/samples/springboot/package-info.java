/** A loan desk behind HTTP, with Spring Boot and PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.springboot;
