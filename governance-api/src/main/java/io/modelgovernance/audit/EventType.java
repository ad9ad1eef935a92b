package io.modelgovernance.audit;

/** Every kind of change governance records; there is no silent one. */
public enum EventType {
    /** A model version was registered. */
    VERSION_REGISTERED,
    /** A model card was written or revised. */
    CARD_REVISED,
    /** A move to another stage was requested. */
    TRANSITION_REQUESTED,
    /** Somebody voted on a request. */
    VOTE_CAST,
    /** A request was withdrawn by its requester. */
    TRANSITION_WITHDRAWN,
    /** A request or an alias move was refused by a gate. */
    TRANSITION_REFUSED,
    /** A version reached another stage, and the stage's alias moved with it. */
    STAGE_CHANGED,
    /** An alias moved. */
    ALIAS_MOVED,
    /** What an alias stood for in the past was recorded afterwards. */
    ALIAS_CORRECTED,
    /** Several changes were made at once. */
    CHANGES_MADE,
    /** What is said about a version changed: tag, label, status, lock or hold. */
    LISTING_CHANGED,
    /** A model's history was taken in from another registry. */
    HISTORY_IMPORTED,
    /** A version was deleted. */
    VERSION_DELETED,
    /** Somebody may vote in another's stead. */
    VOTE_DELEGATED,
    /** Somebody declared a conflict of interest. */
    INTEREST_DECLARED,
    /** A version was moved in an emergency, without votes. */
    GLASS_BROKEN,
    /** Somebody was refused what the access rules do not allow. */
    ACCESS_REFUSED,
    /** How a version is watched was defined or revised. */
    MONITOR_DEFINED,
    /** A window of what a version saw was judged. */
    WINDOW_JUDGED,
    /** Somebody took an alert on. */
    ALERT_ACKNOWLEDGED,
    /** An alert was silenced for a while. */
    ALERT_SILENCED,
    /** An alert was not taken on in time. */
    ALERT_ESCALATED,
    /** An alert was closed. */
    ALERT_CLOSED,
    /** Protected attributes were joined to decisions. */
    GROUPS_JOINED,
    /** Somebody asked for a version that is trained anew. */
    RETRAINING_REQUESTED,
    /** A request for training anew led to a version. */
    RETRAINING_ANSWERED,
    /** An item of a checklist was answered. */
    CHECKLIST_ANSWERED,
    /** A place where models run was declared or revised. */
    ENVIRONMENT_DECLARED,
    /** A version was put to work somewhere. */
    DEPLOYED,
    /** A deployment was taken away. */
    DEPLOYMENT_RETIRED,
    /** A model was stopped: no version of it may decide. */
    MODEL_SUSPENDED,
    /** A stopped model may decide again. */
    MODEL_RESUMED,
    /** A dataset version was recorded. */
    DATASET_RECORDED,
    /** A run began. */
    RUN_STARTED,
    /** A run ended. */
    RUN_FINISHED,
    /** Lineage edges were declared. */
    EDGES_RECORDED,
    /** A declared lineage edge was taken back. */
    EDGE_WITHDRAWN,
    /** Something was said about a node of the lineage: a facet. */
    NODE_DESCRIBED,
    /** A label was put on a node of the lineage, or stopped there. */
    LABEL_SET,
    /** Data was recalled, and perhaps the models made from it were stopped. */
    DATA_RECALLED,
    /** A version's risk was assessed. */
    RISK_ASSESSED,
    /** A version's risk was assessed again because something it rests on was measured anew. */
    RISK_RESCORED,
    /** Somebody proposed a tier beside the computed one; a stricter one holds at once. */
    OVERRIDE_PROPOSED,
    /** A second person approved a milder tier. */
    OVERRIDE_APPROVED,
    /** A tier set beside the computed one was taken back. */
    OVERRIDE_ENDED,
    /** The conditions of use of a version were set. */
    CONDITIONS_SET,
    /** A model was declared in the inventory. */
    INVENTORY_DECLARED,
    /** Somebody attested that the inventory is complete. */
    INVENTORY_ATTESTED,
    /** What a version was used for was counted and compared with its approved uses. */
    USE_OBSERVED,
    /** How recorded decisions turned out was counted and compared with their scores. */
    OUTCOMES_OBSERVED,
    /** A rule set was put in force. */
    RULES_ADOPTED,
    /** An exception from a rule was granted. */
    RULE_EXEMPTED,
    /** A finding was opened. */
    FINDING_OPENED,
    /** A finding was closed. */
    FINDING_CLOSED,
    /** The tests and thresholds of a validation were fixed. */
    VALIDATION_PLANNED,
    /** A validation's results were recorded. */
    VALIDATION_RECORDED,
    /** A drift reference was frozen. */
    REFERENCE_FROZEN,
    /** A window of live data was compared with the reference. */
    DRIFT_CHECKED,
    /** A batch of decisions was sealed into the log. */
    DECISIONS_SEALED,
    /** The log is signed with another key from here on. */
    SIGNER_ROTATED,
    /** A former key of the log proves nothing any more beyond a size. */
    SIGNER_REVOKED,
    /** A restored log goes on, and says what it lost. */
    LOG_DISCONTINUED,
    /** Decisions were made whose records are missing, and how many. */
    DECISIONS_MISSING,
    /** Personal data was kept; the log commits to it. */
    PERSONAL_DATA_KEPT,
    /** Personal data was erased; what the log commits to stays. */
    PERSONAL_DATA_ERASED,
    /** A legal hold against erasure was laid or ended. */
    ERASURE_HELD,
    /** How long decisions of a class are kept was laid down. */
    RETENTION_DEFINED,
    /** Stored decisions whose time had passed were removed. */
    DECISIONS_PRUNED,
    /** Which processes have heard that a model is stopped was put on record. */
    KILL_REPORTED,
    /** A challenger is tried beside the champion. */
    ROLLOUT_STARTED,
    /** A challenger gets a greater share. */
    ROLLOUT_STEPPED,
    /** A challenger made past decisions, and a summary was put on record. */
    ROLLOUT_MIRRORED,
    /** Governance itself rolled a challenger back, because harm was shown or another version became champion. */
    ROLLOUT_ROLLED_BACK,
    /** Somebody stopped a roll-out. */
    ROLLOUT_STOPPED,
    /** A challenger has shown what it had to. */
    ROLLOUT_CONCLUDED,
    /** How a model's decisions are reviewed was settled. */
    REVIEW_PLANNED,
    /** Decisions were queued for review. */
    REVIEW_QUEUED,
    /** Somebody claimed a case. */
    REVIEW_CLAIMED,
    /** Somebody answered a case. */
    REVIEW_ANSWERED,
    /** Cases were noted to be overdue. */
    REVIEW_ESCALATED
}
