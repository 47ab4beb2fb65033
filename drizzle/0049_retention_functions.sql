-- What is never rewritten loses its content when its time is over, and nothing else: these are the only ways. Each answers how many.
CREATE FUNCTION decision.let_decisions_go(p_ids uuid[], p_at timestamptz, p_version integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE decision.decision
  SET sealed = NULL, sealed_inputs = '', gone_at = p_at, gone_under = p_version
  WHERE id = ANY (p_ids) AND gone_at IS NULL;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
CREATE FUNCTION decision.let_notes_go(p_ids uuid[], p_at timestamptz, p_version integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE decision.review_note
  SET sealed = '', gone_at = p_at, gone_under = p_version
  WHERE id = ANY (p_ids) AND gone_at IS NULL;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
CREATE FUNCTION decision.let_journeys_go(p_ids uuid[], p_at timestamptz, p_version integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE decision.journey
  SET memory = '{}', gone_at = p_at, gone_under = p_version
  WHERE id = ANY (p_ids) AND ended_at IS NOT NULL AND gone_at IS NULL;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM decision.journey_log l USING decision.journey j
  WHERE l.journey_id = ANY (p_ids) AND j.id = l.journey_id AND j.gone_at IS NOT NULL;
  RETURN gone;
END $$;
--> statement-breakpoint
-- Of claims, only those that the same record has replaced.
CREATE FUNCTION person.let_claims_go(p_ids uuid[], p_at timestamptz, p_version integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE person.claim c
  SET sealed = '', gone_at = p_at, gone_under = p_version
  WHERE c.id = ANY (p_ids) AND c.gone_at IS NULL AND EXISTS (
    SELECT FROM person.claim newer
    WHERE newer.record_id = c.record_id AND newer.field = c.field
      AND (newer.asserted_at, newer.recorded_at, newer.id) > (c.asserted_at, c.recorded_at, c.id)
  );
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION decision.let_decisions_go(uuid[], timestamptz, integer), decision.let_notes_go(uuid[], timestamptz, integer),
  decision.let_journeys_go(uuid[], timestamptz, integer), person.let_claims_go(uuid[], timestamptz, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION decision.let_decisions_go(uuid[], timestamptz, integer), decision.let_notes_go(uuid[], timestamptz, integer),
  decision.let_journeys_go(uuid[], timestamptz, integer) TO selfsame_decision;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION person.let_claims_go(uuid[], timestamptz, integer) TO selfsame_person;
--> statement-breakpoint
-- How old events go is said by policies, which lie in the consent subgraph: it calls from now on.
REVOKE ALL ON FUNCTION log.expire(timestamptz, timestamptz) FROM selfsame_log;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.expire(timestamptz, timestamptz) TO selfsame_consent;
--> statement-breakpoint
DROP FUNCTION log.forget(bigint, integer);
--> statement-breakpoint
-- Deletes up to `p_limit` events below `p_below`, the oldest first, and none that a reader may still ask for, nor any about whom a
-- legal hold keeps. Answers how many.
CREATE FUNCTION log.forget(p_below bigint, p_limit integer, p_held text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM log.event d WHERE d.id IN (
    SELECT e.id FROM log.event e
    WHERE e.position < least(p_below, (SELECT h.oldest FROM log.head h)) AND e.subject <> ALL (p_held)
    ORDER BY e.position LIMIT p_limit
  );
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
-- The first position whose event is not older than `p_before`, by halving, as `log.expire` finds it.
CREATE FUNCTION log.position_at(p_before timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  low bigint;
  high bigint;
  middle bigint;
BEGIN
  SELECT h.oldest, log.last_position() + 1 INTO low, high FROM log.head h;
  WHILE low < high LOOP
    middle := (low + high) / 2;
    IF (SELECT e.time < p_before FROM log.event e WHERE e.position = middle) THEN
      low := middle + 1;
    ELSE
      high := middle;
    END IF;
  END LOOP;
  RETURN low;
END $$;
--> statement-breakpoint
-- Takes the data out of events of one type between two positions. They keep their places: positions have no gaps. Answers how many.
CREATE FUNCTION log.redact(p_type text, p_from bigint, p_below bigint, p_held text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE log.event e SET data = '{"gone": true}'
  WHERE e.position >= p_from AND e.position < p_below
    AND e.type LIKE 'dev.selfsame.' || p_type || '.v%' AND e.data <> '{"gone": true}' AND e.subject <> ALL (p_held);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
-- How many events there are below a position, of one type or of all; of those, how many are about `p_held`.
CREATE FUNCTION log.count_below(p_type text, p_below bigint, p_limit integer, p_held text[]) RETURNS TABLE (due bigint, held bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
    SELECT count(*) FILTER (WHERE e.subject <> ALL (p_held)), count(*) FILTER (WHERE e.subject = ANY (p_held))
    FROM (
      SELECT l.subject, l.type, l.data FROM log.event l WHERE l.position < p_below ORDER BY l.position LIMIT p_limit
    ) e
    WHERE p_type = '' OR (e.type LIKE 'dev.selfsame.' || p_type || '.v%' AND e.data <> '{"gone": true}');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.forget(bigint, integer, text[]), log.position_at(timestamptz), log.redact(text, bigint, bigint, text[]),
  log.count_below(text, bigint, integer, text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.forget(bigint, integer, text[]), log.position_at(timestamptz), log.redact(text, bigint, bigint, text[]),
  log.count_below(text, bigint, integer, text[]) TO selfsame_consent;
