-- What was submitted is never changed, and no version is ever deleted: decisions point to it.
CREATE FUNCTION decision.keep_policy_content() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state <> 'DRAFT' AND (NEW.content, NEW.digest, NEW.approvals, NEW.drafted_by)
    IS DISTINCT FROM (OLD.content, OLD.digest, OLD.approvals, OLD.drafted_by)
  THEN
    RAISE EXCEPTION 'the content of a policy that was submitted cannot change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION decision.keep_policy_content() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER policy_version_content BEFORE UPDATE ON decision.policy_version
  FOR EACH ROW EXECUTE FUNCTION decision.keep_policy_content();
--> statement-breakpoint
REVOKE DELETE ON decision.policy_version FROM selfsame_decision;
--> statement-breakpoint
-- Where verifications and consents stand that are known already. From here on, events tell it.
UPDATE decision.known_verification known
SET status = verification.status,
    expires_at = CASE WHEN verification.status IN ('VERIFIED', 'EXPIRED') THEN verification.expires_at END
FROM verification.verification
WHERE verification.id = known.id;
--> statement-breakpoint
INSERT INTO decision.known_consent (id, person_id, purpose, status, since, expires_at)
SELECT id, person_id, purpose, status, changed_at, expires_at FROM consent.consent;
