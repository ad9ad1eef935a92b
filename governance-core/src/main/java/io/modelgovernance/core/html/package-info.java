/** Pages and charts for people: self-contained HTML and SVG, the same bytes for the same content. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.html;
