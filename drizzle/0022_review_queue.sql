-- What each kind demands until somebody configures it otherwise.
INSERT INTO decision.review_rule (kind, priority, deadline_hours, four_eyes) VALUES
  ('MATCH', 40, 168, false),
  ('CONFLICT', 30, 336, false),
  ('DECISION', 60, 48, false),
  ('DEAD_LETTER', 70, 24, false);
--> statement-breakpoint
ALTER TABLE decision.review
  ADD CONSTRAINT review_state CHECK (
    state IN ('OPEN', 'ASSIGNED', 'CLOSED')
    AND (state = 'CLOSED') = (closed_at IS NOT NULL)
    AND (state = 'OPEN') <= (assignee IS NULL)
    AND (state = 'ASSIGNED') <= (assignee IS NOT NULL)
  ),
  ADD CONSTRAINT review_priority CHECK (priority BETWEEN 0 AND 100);
--> statement-breakpoint
REVOKE UPDATE, DELETE ON decision.review_note FROM selfsame_decision;
--> statement-breakpoint
-- Counts what changes: a row for each kind and state that a statement changed, so that nobody waits for a counter.
CREATE FUNCTION decision.count_opened_reviews() RETURNS trigger
LANGUAGE plpgsql SET search_path = decision, pg_temp AS $$
BEGIN
  INSERT INTO review_count (kind, state, delta) SELECT kind, state, count(*) FROM after GROUP BY kind, state;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION decision.count_moved_reviews() RETURNS trigger
LANGUAGE plpgsql SET search_path = decision, pg_temp AS $$
BEGIN
  INSERT INTO review_count (kind, state, delta)
  SELECT kind, state, sum(change)
  FROM (SELECT kind, state, 1 AS change FROM after UNION ALL SELECT kind, state, -1 FROM before) changed
  GROUP BY kind, state
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION decision.count_opened_reviews(), decision.count_moved_reviews() FROM PUBLIC, selfsame_decision;
--> statement-breakpoint
CREATE TRIGGER review_opened AFTER INSERT ON decision.review
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION decision.count_opened_reviews();
--> statement-breakpoint
CREATE TRIGGER review_moved AFTER UPDATE ON decision.review
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION decision.count_moved_reviews();
