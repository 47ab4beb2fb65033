-- The same for several events, in their order: one statement of a client for an import of hundreds.
CREATE FUNCTION log.append_all(p_events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  event record;
BEGIN
  FOR event IN
    SELECT * FROM jsonb_to_recordset(p_events)
      AS e (id uuid, type text, subject text, "time" timestamptz, data jsonb, actor text, traceparent text)
  LOOP
    PERFORM log.append(event.id, event.type, event.subject, event.time, event.data, event.actor, event.traceparent);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.append_all(jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.append_all(jsonb)
  TO selfsame_person, selfsame_verification, selfsame_decision, selfsame_consent;
