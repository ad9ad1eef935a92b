package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be put to work, where and how. Immutable; each method returns a changed copy.
 *
 * @param model the model
 * @param alias the alias that is followed; empty if one version is pinned
 * @param version the version that is pinned; empty if an alias is followed
 * @param environment where; must be declared
 * @param name tells the deployments of a model apart; the environment's name unless said otherwise
 * @param image container image that runs, with its digest; empty to take the version's own
 * @param settings configuration in force, without secrets; at most 100, values of at most 1,000 characters
 * @param endpoint where it is called, if anywhere
 * @param operator who runs it; empty for who deploys it
 */
public record DeploymentPlan(
        String model,
        Optional<String> alias,
        Optional<VersionId> version,
        String environment,
        String name,
        Optional<String> image,
        Map<String, String> settings,
        Optional<URI> endpoint,
        String operator) {
    private static final int MOST_SETTINGS = 100;
    private static final int LONGEST_SETTING = 1_000;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a name is ill-formed, or the settings are too many or too long
     */
    public DeploymentPlan {
        Names.require("model name", model);
        alias.ifPresent(one -> Names.require("alias", one));
        Names.require("environment", environment);
        Names.require("name of the deployment", name);
        image.ifPresent(one -> Names.requireLabel("image", one));
        if (!operator.isEmpty()) {
            Names.requireLabel("operator", operator);
        }
        if (alias.isPresent() == version.isPresent()) {
            throw InvalidInputException.of(
                    "deployment " + name,
                    "names " + (alias.isPresent() ? "both" : "none"),
                    "either an alias or a version");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        if (settings.size() > MOST_SETTINGS) {
            throw InvalidInputException.of("settings", "are " + settings.size(), "at most " + MOST_SETTINGS);
        }
        settings.forEach((key, value) -> {
            Names.requireLabel("setting", key);
            if (value.length() > LONGEST_SETTING) {
                throw InvalidInputException.of(
                        "setting " + key, "has " + value.length() + " characters", "at most " + LONGEST_SETTING);
            }
        });
        endpoint.filter(uri -> uri.getUserInfo() != null).ifPresent(uri -> {
            throw InvalidInputException.of("endpoint", "holds a user or a password", "an address alone");
        });
    }

    /**
     * Whatever an alias points to.
     *
     * @param model the model
     * @param alias the alias
     * @param environment where
     * @return a plan
     */
    public static DeploymentPlan following(String model, String alias, String environment) {
        return new DeploymentPlan(
                model,
                Optional.of(alias),
                Optional.empty(),
                environment,
                environment,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "");
    }

    /**
     * One version and no other.
     *
     * @param version the version
     * @param environment where
     * @return a plan
     */
    public static DeploymentPlan pinned(VersionId version, String environment) {
        return new DeploymentPlan(
                version.model(),
                Optional.empty(),
                Optional.of(version),
                environment,
                environment,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "");
    }

    /**
     * Names it.
     *
     * @param own tells it apart from the model's other deployments
     * @return a copy
     */
    public DeploymentPlan named(String own) {
        return new DeploymentPlan(model, alias, version, environment, own, image, settings, endpoint, operator);
    }

    /**
     * Says which image runs.
     *
     * @param reference the image with its digest
     * @return a copy
     */
    public DeploymentPlan image(String reference) {
        return new DeploymentPlan(
                model, alias, version, environment, name, Optional.of(reference), settings, endpoint, operator);
    }

    /**
     * Adds a setting.
     *
     * @param key its name
     * @param value its value, no secret
     * @return a copy
     */
    public DeploymentPlan setting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new DeploymentPlan(model, alias, version, environment, name, image, more, endpoint, operator);
    }

    /**
     * Says where it is called.
     *
     * @param address the address, without user or password
     * @return a copy
     */
    public DeploymentPlan endpoint(URI address) {
        return new DeploymentPlan(
                model, alias, version, environment, name, image, settings, Optional.of(address), operator);
    }

    /**
     * Says who runs it.
     *
     * @param who a person or a team
     * @return a copy
     */
    public DeploymentPlan operator(String who) {
        return new DeploymentPlan(model, alias, version, environment, name, image, settings, endpoint, who);
    }
}
