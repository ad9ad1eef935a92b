package io.modelgovernance.serving;

/**
 * What one check of a call found.
 *
 * @param check the check
 * @param text one sentence for people, without personal values
 */
public record Cause(Check check, String text) {}
