package io.modelgovernance.samples.springboot;

/**
 * What a customer asks for.
 *
 * @param application its number, one of a kind
 * @param income a year's income
 * @param debt what is owed already
 */
record LoanRequest(String application, double income, double debt) {}
