package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several moves as one act. */
final class ChangeSets {
    private static final int MOST = 100;

    private final Ledger ledger;
    private final Transitions transitions;

    ChangeSets(Ledger ledger, Transitions transitions) {
        this.ledger = ledger;
        this.transitions = transitions;
    }

    void make(Actor actor, List<? extends Change> changes, String reason) {
        if (changes.isEmpty() || changes.size() > MOST) {
            throw InvalidInputException.of("change set", "has " + changes.size() + " changes", "1 to " + MOST);
        }
        changes.forEach(ChangeSets::check);
        String subject = changes.stream().map(Change::model).distinct().sorted().collect(Collectors.joining(", "));
        ledger.act(actor, EventType.CHANGES_MADE, subject, reason, act -> {
            Shelf shelf = new Shelf(act, transitions.lifecycles());
            List<String> obstacles = new ArrayList<>();
            for (Change change : inOrder(changes)) {
                ledger.refusal(actor, EventType.ALIAS_MOVED, subject(change)).ifPresent(obstacles::add);
                obstacles.addAll(apply(shelf, change, actor.id()));
            }
            act.detail("changes", changes.size());
            if (!obstacles.isEmpty()) {
                act.refuse(obstacles);
            }
            return changes.size();
        });
    }

    /** Aliases first, so that a version can lose its alias and its stage together. */
    private static List<Change> inOrder(List<? extends Change> changes) {
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort((a, b) -> Boolean.compare(a instanceof Change.MoveStage, b instanceof Change.MoveStage));
        return ordered;
    }

    private List<String> apply(Shelf shelf, Change change, String by) {
        if (change instanceof Change.PointAlias) {
            Change.PointAlias point = (Change.PointAlias) change;
            shelf.move(point.alias(), point.to(), point.expectedRevision(), by);
            return shelf.obstacles(point.to(), transitions.labels());
        } else if (change instanceof Change.DropAlias) {
            Change.DropAlias drop = (Change.DropAlias) change;
            shelf.drop(drop.model(), drop.alias(), drop.expectedRevision(), by);
            return List.of();
        }
        Change.MoveStage move = (Change.MoveStage) change;
        Lifecycle lifecycle = transitions.lifecycles().of(change.model());
        Lifecycle.Transition legal =
                lifecycle.transition(shelf.listing(move.version()).stage(), move.stage());
        if (lifecycle.servable().contains(legal.to())
                || transitions.guarded(legal.to())
                || legal.alias().isPresent()) {
            return List.of("The stage " + legal.to() + " must be requested and voted on; it has gates or may serve.");
        }
        shelf.moveStage(move.version(), move.stage(), by);
        return List.of();
    }

    private static String subject(Change change) {
        if (change instanceof Change.PointAlias) {
            return "alias " + ((Change.PointAlias) change).alias() + " of " + change.model();
        } else if (change instanceof Change.DropAlias) {
            return "alias " + ((Change.DropAlias) change).alias() + " of " + change.model();
        }
        return ((Change.MoveStage) change).version().toString();
    }

    private static void check(Change change) {
        Names.require("model name", change.model());
        if (change instanceof Change.PointAlias) {
            Names.require("alias", ((Change.PointAlias) change).alias());
        } else if (change instanceof Change.DropAlias) {
            Names.require("alias", ((Change.DropAlias) change).alias());
        } else {
            Names.require("stage", ((Change.MoveStage) change).stage());
        }
    }
}
