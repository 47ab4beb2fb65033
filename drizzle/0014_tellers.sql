-- Which families of events a subgraph may tell, by the word before the dot: what is added is added here, and nowhere else.
CREATE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY['identity', 'system', 'match', 'conflict']
    WHEN 'verification' THEN ARRAY['verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence']
    WHEN 'decision' THEN ARRAY['decision', 'policy', 'review', 'login', 'signal']
    WHEN 'consent' THEN ARRAY['consent']
  END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.families_of(text) FROM PUBLIC;
--> statement-breakpoint
-- As before, but that it asks for the families.
CREATE OR REPLACE FUNCTION log.append(
  p_event_id uuid, p_type text, p_subject text, p_time timestamptz, p_data jsonb, p_actor text, p_traceparent text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place bigint;
  appender text := replace(coalesce(nullif(current_setting('role'), 'none'), session_user), 'selfsame_', '');
BEGIN
  -- A subgraph tells what happened in it, and nothing else: the others believe what they read.
  IF split_part(p_type, '.', 3) <> ALL (log.families_of(appender)) THEN
    RAISE EXCEPTION 'the subgraph % cannot append %', appender, p_type USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- First the stream, then the event: so an event takes its id under the lock, and in a transaction that has an id itself.
  INSERT INTO log.stream AS s (subject, sequence) VALUES (p_subject, 1)
  ON CONFLICT (subject) DO UPDATE SET sequence = s.sequence + 1
  RETURNING s.sequence INTO place;
  INSERT INTO log.event (event_id, source, type, subject, sequence, time, data, actor, traceparent)
  VALUES (p_event_id, appender, p_type, p_subject, place, p_time, p_data, p_actor, p_traceparent);
  RETURN place;
END $$;
