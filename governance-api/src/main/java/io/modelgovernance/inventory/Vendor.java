package io.modelgovernance.inventory;

/**
 * Whose product a model is.
 *
 * @param name the vendor
 * @param product the product
 * @param versionInUse the version in use
 * @param newestVersion the newest version the vendor offers, as far as known
 * @param contract where the contract is
 */
public record Vendor(String name, String product, String versionInUse, String newestVersion, String contract) {
    /**
     * Whether the vendor offers a newer version than the one in use.
     *
     * @return true if the two differ
     */
    public boolean behind() {
        return !versionInUse.equals(newestVersion);
    }
}
