-- One role writes and reads the audit log. Entries and checkpoints are never rewritten, and a hub cannot take one away.
DO $$
BEGIN
  BEGIN
    CREATE ROLE selfsame_audit NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  GRANT selfsame_audit TO CURRENT_USER;
  REVOKE ALL ON SCHEMA audit FROM PUBLIC;
  GRANT USAGE ON SCHEMA audit TO selfsame_audit;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA audit TO selfsame_audit;
  ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO selfsame_audit;
END $$;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit.entry, audit.checkpoint, audit.forgotten FROM selfsame_audit;
--> statement-breakpoint
REVOKE DELETE ON audit.tile, audit.opening FROM selfsame_audit;
--> statement-breakpoint
-- Takes people who are erased out of what opens the log: their commitments stay, and nobody can tell any more whose they are.
-- The lock is that of who gives entries their places, so that none of theirs is on its way.
CREATE FUNCTION audit.forget(p_people uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7305132);
  INSERT INTO audit.forgotten (digest) SELECT DISTINCT sha256(uuid_send(id)) FROM unnest(p_people) id
  ON CONFLICT DO NOTHING;
  UPDATE audit.opening o
  SET people = ARRAY(
        SELECT CASE WHEN id <> ALL (p_people) THEN id END FROM unnest(o.people) WITH ORDINALITY u (id, place) ORDER BY place
      ),
      people_salts = ARRAY(
        SELECT CASE WHEN id <> ALL (p_people) THEN salt END
        FROM unnest(o.people, o.people_salts) WITH ORDINALITY u (id, salt, place) ORDER BY place
      )
  WHERE o.people && p_people;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.forget(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA audit TO selfsame_consent;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.forget(uuid[]) TO selfsame_consent;
