-- What a candidate would have said beside a decision stands as the decision does.
REVOKE UPDATE, DELETE ON decision.decision_shadow FROM selfsame_decision;
