package io.modelgovernance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an earlier release put on record stays readable: a record class that gained components keeps its earlier constructor
 * under this mark. It takes the first components of the class in their order, and gives those that came behind them the values
 * that the earlier release meant. A stored record that has exactly its components is read by it; any other that lacks one is
 * refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.CONSTRUCTOR)
public @interface EarlierForm {}
