/** Models as OCI images: content-addressed directories that registries and clusters understand. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.oci;
