/** Content in directories: files by their digest, read from and written to a file system. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.files;
