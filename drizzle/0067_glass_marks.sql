-- The glass that whoever acts had broken at that moment, by its id; null where there is none. Only a person breaks one, and none stays
-- broken for longer than a day.
CREATE FUNCTION log.glass_of(p_actor text, p_time timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT broken.data ->> 'glassId'
  FROM log.event broken
  WHERE broken.type = 'dev.selfsame.access.broken.v1'
    AND broken.time > p_time - interval '1 day' AND broken.time <= p_time
    AND broken.actor = p_actor AND (broken.data ->> 'until')::timestamptz > p_time
    AND NOT EXISTS (
      SELECT FROM log.event restored
      WHERE restored.type = 'dev.selfsame.access.restored.v1' AND restored.time > p_time - interval '1 day'
        AND restored.data ->> 'glassId' = broken.data ->> 'glassId'
    )
  ORDER BY broken.id DESC
  LIMIT 1
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.glass_of(text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
-- As before; and what a person did who had broken the glass says so, whoever appends it.
CREATE OR REPLACE FUNCTION log.append(
  p_event_id uuid, p_type text, p_subject text, p_time timestamptz, p_data jsonb, p_actor text, p_traceparent text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place bigint;
  glass text;
  family text := split_part(p_type, '.', 3);
  appender text := replace(coalesce(nullif(current_setting('role'), 'none'), session_user), 'selfsame_', '');
BEGIN
  -- A subgraph tells what happened in it, and nothing else: the others believe what they read.
  IF family <> ALL (log.families_of(appender)) THEN
    RAISE EXCEPTION 'the subgraph % cannot append %', appender, p_type USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A name without a slash is no person's.
  IF strpos(p_actor, '/') > 0 AND family <> 'access' THEN
    glass := log.glass_of(p_actor, p_time);
  END IF;
  -- First the stream, then the event: so an event takes its id under the lock, and in a transaction that has an id itself.
  INSERT INTO log.stream AS s (subject, sequence) VALUES (p_subject, 1)
  ON CONFLICT (subject) DO UPDATE SET sequence = s.sequence + 1
  RETURNING s.sequence INTO place;
  INSERT INTO log.event (event_id, source, type, subject, sequence, time, data, actor, traceparent)
  VALUES (
    p_event_id, appender, p_type, p_subject, place, p_time,
    CASE WHEN glass IS NULL THEN p_data ELSE p_data || jsonb_build_object('brokenGlass', glass) END,
    p_actor, p_traceparent
  );
  RETURN place;
END $$;
