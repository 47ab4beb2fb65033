-- One role per subgraph: it owns nothing, reads and writes its own schema, and can append to the log. Roles belong to
-- the whole cluster, so another database may have made them already.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['person', 'verification', 'decision', 'consent', 'log'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', 'selfsame_' || name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    -- From version 16 on, whoever makes a role may grant it, but does not have its rights yet.
    EXECUTE format('GRANT %I TO CURRENT_USER', 'selfsame_' || name);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', name);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', name, 'selfsame_' || name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', name, 'selfsame_' || name);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', name, 'selfsame_' || name);
    IF name <> 'log' THEN
      EXECUTE format('GRANT USAGE ON SCHEMA log TO %I', 'selfsame_' || name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- What was asserted, decided or consented to is never rewritten.
REVOKE UPDATE, DELETE ON person.claim FROM selfsame_person;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON decision.decision FROM selfsame_decision;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON consent.consent_event FROM selfsame_consent;
--> statement-breakpoint
REVOKE INSERT ON log.event, log.stream FROM selfsame_log;
--> statement-breakpoint
INSERT INTO log.head (singleton, position, oldest, log_id) VALUES (1, 0, 1, substr(md5(gen_random_uuid()::text), 1, 8));
--> statement-breakpoint
-- Appends one event; answers its place among the subject's events. The row lock on the stream, held until the commit,
-- makes each subject's events contiguous and in the order of commits. The source is the role that calls.
CREATE FUNCTION log.append(
  p_event_id uuid, p_type text, p_subject text, p_time timestamptz, p_data jsonb, p_actor text, p_traceparent text
) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH next AS (
    INSERT INTO log.stream AS s (subject, sequence) VALUES (p_subject, 1)
    ON CONFLICT (subject) DO UPDATE SET sequence = s.sequence + 1
    RETURNING sequence
  )
  INSERT INTO log.event (event_id, source, type, subject, sequence, time, data, actor, traceparent)
  SELECT p_event_id,
         replace(coalesce(nullif(current_setting('role'), 'none'), session_user), 'selfsame_', ''),
         p_type, p_subject, next.sequence, p_time, p_data, p_actor, p_traceparent
  FROM next
  RETURNING sequence
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.append(uuid, text, text, timestamptz, jsonb, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.append(uuid, text, text, timestamptz, jsonb, text, text)
  TO selfsame_person, selfsame_verification, selfsame_decision, selfsame_consent;
--> statement-breakpoint
-- Gives every committed event that waits its position, in the order of insertion; answers the events. Any hub may call it:
-- the lock lets one at a time pass, and lies in the database, so no hub that hangs can hold it. Each statement of a
-- volatile function has a snapshot of its own, so what the previous caller gave is seen.
CREATE FUNCTION log.relay(p_limit integer) RETURNS SETOF log.event
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM log.event WHERE position IS NULL) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(7305131);
  RETURN QUERY
    WITH waiting AS MATERIALIZED (
      SELECT w.id, row_number() OVER (ORDER BY w.id) AS place
      FROM (SELECT e.id FROM log.event e WHERE e.position IS NULL ORDER BY e.id LIMIT p_limit) w
    ), given AS (
      UPDATE log.head h SET position = h.position + (SELECT count(*) FROM waiting)
      RETURNING h.position - (SELECT count(*) FROM waiting) AS base
    )
    UPDATE log.event e SET position = given.base + waiting.place
    FROM waiting, given
    WHERE e.id = waiting.id
    RETURNING e.*;
  SELECT h.position INTO last FROM log.head h;
  PERFORM pg_notify('selfsame_log', last::text);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.relay(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.relay(integer) TO selfsame_log;
