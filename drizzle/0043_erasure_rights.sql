-- Nothing is stored for a person who was erased. Who stores takes a lock that an erasure waits for; who comes behind the
-- erasure finds the person on the list, since each statement here sees what was committed before it.
CREATE FUNCTION verification.refuse_erased() RETURNS trigger
LANGUAGE plpgsql SET search_path = verification, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.person_id::text, hashtextextended('verification', 9)));
  IF EXISTS (SELECT FROM erased_person WHERE person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'ERASE';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON verification.verification
FOR EACH ROW EXECUTE FUNCTION verification.refuse_erased();
--> statement-breakpoint
CREATE FUNCTION decision.refuse_erased() RETURNS trigger
LANGUAGE plpgsql SET search_path = decision, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.person_id::text, hashtextextended('decision', 9)));
  IF EXISTS (SELECT FROM erased_person WHERE person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'ERASE';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON decision.decision
FOR EACH ROW EXECUTE FUNCTION decision.refuse_erased();
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON decision.signal
FOR EACH ROW EXECUTE FUNCTION decision.refuse_erased();
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON decision.journey
FOR EACH ROW EXECUTE FUNCTION decision.refuse_erased();
--> statement-breakpoint
-- A note is written on a review, which can name two people, and stays when the review is closed.
CREATE FUNCTION decision.refuse_erased_note() RETURNS trigger
LANGUAGE plpgsql SET search_path = decision, pg_catalog, pg_temp AS $$
DECLARE
  people uuid[] := (SELECT ARRAY[person_a, person_b] FROM review WHERE id = NEW.review_id);
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(id::text, hashtextextended('decision', 9)))
  FROM (SELECT DISTINCT unnest(people) AS id ORDER BY 1) named WHERE id IS NOT NULL;
  IF EXISTS (SELECT FROM erased_person WHERE person_id = ANY (people)) THEN
    RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'ERASE';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON decision.review_note
FOR EACH ROW EXECUTE FUNCTION decision.refuse_erased_note();
--> statement-breakpoint
CREATE FUNCTION consent.refuse_erased() RETURNS trigger
LANGUAGE plpgsql SET search_path = consent, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.person_id::text, hashtextextended('consent', 9)));
  IF EXISTS (SELECT FROM erased_person WHERE person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'ERASE';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_erased BEFORE INSERT ON consent.consent
FOR EACH ROW EXECUTE FUNCTION consent.refuse_erased();
--> statement-breakpoint
REVOKE ALL ON FUNCTION verification.refuse_erased(), decision.refuse_erased(), decision.refuse_erased_note(), consent.refuse_erased()
FROM PUBLIC;
--> statement-breakpoint
-- A decision is never changed, but that what was sealed of it goes with the person: the digest of its inputs too, which tells
-- whoever has the key whether a guess at them is right. Only for people on the list.
CREATE FUNCTION decision.empty_decisions(p_person_ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  emptied integer;
BEGIN
  UPDATE decision.decision SET sealed = NULL, sealed_inputs = ''::bytea, inputs_digest = ''::bytea
  WHERE person_id = ANY (p_person_ids) AND sealed_inputs <> ''::bytea
    AND EXISTS (SELECT FROM decision.erased_person erased WHERE erased.person_id = decision.person_id);
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION decision.empty_decisions(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION decision.empty_decisions(uuid[]) TO selfsame_decision;
