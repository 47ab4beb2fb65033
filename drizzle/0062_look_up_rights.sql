-- Whoever stores blind indexes, or decides by some that it did not find, says first under which key it makes them. Until its end
-- the database keeps to that key. Each statement in here sees what was committed when it began, so behind the lock the newest.
CREATE FUNCTION log.look_up_with(p_check uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7305151);
  IF (SELECT blind_check FROM log.head) IS DISTINCT FROM p_check THEN
    RAISE EXCEPTION 'look-ups are made with another key' USING ERRCODE = 'LOOKS';
  END IF;
END $$;
--> statement-breakpoint
-- While blind indexes are carried over to a new key, notes the rows that come, go or change, in the transaction that does it. The
-- arguments are the columns by which a row is known.
CREATE FUNCTION keys.note_carry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  was text[];
  is_now text[];
BEGIN
  IF TG_OP <> 'INSERT' THEN
    was := (SELECT array_agg(to_jsonb(OLD) ->> name ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY known (name, place));
    INSERT INTO keys.carry_note (relation, "row") VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, was);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    is_now := (SELECT array_agg(to_jsonb(NEW) ->> name ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY known (name, place));
    IF is_now IS DISTINCT FROM was THEN
      INSERT INTO keys.carry_note (relation, "row") VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, is_now);
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.look_up_with(uuid), keys.note_carry() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION log.look_up_with(uuid) TO selfsame_person, selfsame_decision;
