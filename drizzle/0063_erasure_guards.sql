-- Two more places where somebody could have been named just behind an erasure: a case, and the guardian of a consent that was there.
CREATE TRIGGER refuse_erased BEFORE INSERT ON consent.rights_case
FOR EACH ROW EXECUTE FUNCTION consent.refuse_erased();
--> statement-breakpoint
CREATE FUNCTION consent.refuse_erased_guardian() RETURNS trigger
LANGUAGE plpgsql SET search_path = consent, pg_catalog, pg_temp AS $$
DECLARE
  person uuid := (SELECT person_id FROM consent WHERE id = NEW.consent_id);
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(person::text, hashtextextended('consent', 9)));
  IF EXISTS (SELECT FROM erased_person WHERE person_id = person) THEN
    RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'ERASE';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON consent.consent_event
FOR EACH ROW WHEN (NEW.guardian IS NOT NULL) EXECUTE FUNCTION consent.refuse_erased_guardian();
--> statement-breakpoint
REVOKE ALL ON FUNCTION consent.refuse_erased_guardian() FROM PUBLIC;
