/** Takes registered models over from MLflow. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.mlflow;
