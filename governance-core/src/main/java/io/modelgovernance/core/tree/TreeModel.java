package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * What a model file holds: one tree ensemble for each output, and what the file says about them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param objective what the model was trained for, in the words of its library, such as {@code binary:logistic}
 * @param featureNames names of the features in order; empty if the file has none
 * @param outputs one ensemble an output: one for a regression or two classes, else one a class
 */
public record TreeModel(String objective, List<String> featureNames, List<TreeEnsemble> outputs) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no output, or there are names but not one a feature
     */
    public TreeModel {
        featureNames = List.copyOf(featureNames);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw InvalidInputException.of("tree model", "has no output", "one that has at least one");
        }
        int features = outputs.get(0).features();
        if (!featureNames.isEmpty() && featureNames.size() != features) {
            throw InvalidInputException.of(
                    "feature names of tree model", "number " + featureNames.size(), features + ", one a feature");
        }
    }

    /**
     * The ensemble of a model with one output.
     *
     * @return the only output
     * @throws InvalidInputException if there are several
     */
    public TreeEnsemble only() {
        if (outputs.size() != 1) {
            throw InvalidInputException.of(
                    "tree model", "has " + outputs.size() + " outputs", "of one output; maybe take one of outputs()");
        }
        return outputs.get(0);
    }
}
