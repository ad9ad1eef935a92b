/** Tree ensembles in one compact form, and readers of the files in which XGBoost and LightGBM keep them. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.tree;
