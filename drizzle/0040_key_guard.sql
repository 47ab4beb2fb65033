-- Nothing is wrapped with an epoch that is being destroyed: a process that slept through it gets an error, instead of losing a key.
CREATE FUNCTION keys.refuse_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM keys.epoch e WHERE e.prefix = substring(NEW.wrapped FROM 1 FOR 16) AND e.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the wrapping key is closed' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keys.refuse_closed() FROM PUBLIC;
--> statement-breakpoint
-- Guards the tables of wrapped keys of all schemas; those that were made since, too.
CREATE FUNCTION keys.guard() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = 'key' AND c.relkind = 'r' AND pg_has_role(c.relowner, 'MEMBER')
      AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'refuse_closed')
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_closed BEFORE INSERT OR UPDATE ON %I.key FOR EACH ROW EXECUTE FUNCTION keys.refuse_closed()', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keys.guard() FROM PUBLIC;
